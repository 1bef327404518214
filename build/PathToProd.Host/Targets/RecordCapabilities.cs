using PathToProd.Facts.Runs;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Host.Targets;

/// <summary>Records what the cluster of an environment serves.</summary>
internal static class RecordCapabilities
{
    public static void Run(Invocation invocation)
    {
        var environment = invocation.Environment;
        using var platform = new Platform(invocation);
        var id = RunId.Of(invocation.Clock.GetUtcNow(), 0);
        var services = platform.Of(id, new NoObserver(), ChosenVersions.None(invocation.Model));
        var report = RecordedCapabilities.Record(services, environment);
        invocation.Output.Write(invocation.IsJson ? report.Json() : report.Text(invocation.Style));
    }
}
