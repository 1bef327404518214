using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Host.Targets;

/// <summary>Records what the cluster of an environment serves.</summary>
internal static class CapabilitiesTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Capabilities",
            "records what a cluster serves, so that charts are rendered for it",
            "The Kubernetes version and all API versions go to environments/<name>/capabilities.yaml, which belongs in Git. Test and Plan then render "
                + "charts for that cluster; settings in environment.yaml take precedence.",
            [Option.Environment]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var environment = invocation.Environment;
        using var platform = new Platform(invocation);
        var id = RunId.Of(invocation.Clock.GetUtcNow(), 0);
        var services = platform.Of(id, new NoObserver(), ChosenVersions.None(invocation.Model));
        var report = RecordedCapabilities.Record(services, environment);
        return new Report { Text = report.Text, Json = report.Json };
    }
}
