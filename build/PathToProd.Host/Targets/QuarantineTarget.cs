using PathToProd.Decisions.Pools;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;

namespace PathToProd.Host.Targets;

/// <summary>Quarantine: takes an environment out of its pool until it is readmitted.</summary>
internal static class QuarantineTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Quarantine",
            "takes an environment out of its pool until it is readmitted",
            "A run that has it keeps it until its end; no other leases it. See docs/pools.md.",
            [Option.Environment, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var member = PoolMember.Of(invocation);
        var pool = member.Change(
            (_, known) => MemberDecisions.Quarantined(known, member.Because, invocation.Clock.GetUtcNow()),
            $"{member.Name} is quarantined, because {member.Because}"
        );
        return LeasesTarget.Of(invocation, [pool]) with
        {
            Text = _ =>
                $"{member.Name} is quarantined: no run leases it until ./build.sh --target=Readmit --environment={member.Name} --reason=TEXT\n",
        };
    }
}
