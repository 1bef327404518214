using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Decisions.Planning;

/// <summary>How many components of a run go at once.</summary>
public static class Concurrency
{
    /// <summary>What was asked for, else what the platform says, else one for each processor; and never more than the environment takes.</summary>
    public static int Of(RunOptions options, PlatformManifest platform, EnvironmentManifest environment, int processors)
    {
        var wanted = options.Parallel ?? platform.Concurrency ?? processors;
        return Math.Min(wanted, environment.Concurrency ?? wanted);
    }
}
