using PathToProd.Host.CommandLine;
using PathToProd.Host.Targets.Pools;
using PathToProd.Model.Components;

namespace PathToProd.Host.Targets;

/// <summary>From one environment file and a version set to a running, verified platform.</summary>
internal static class StandUpTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            RunTarget.StandUp.Name,
            "brings all of a version set to an environment, and verifies the whole",
            "It deploys as Deploy does, verifies each component once all are there, and waits until the whole is healthy. A second run changes "
                + "nothing. Without --set it takes what the environment pins. See docs/environments.md.",
            [Option.Environment, .. Option.Course, Option.Resume, Option.Set, Option.Wait, Option.DryRun]
        )
        {
            Pools = PoolUse.Changes,
            Run = invocation => ComponentTargets.Run(invocation, RunTarget.StandUp.Name, Definition),
            Formats = HostTarget.RunFormats,
        };
}
