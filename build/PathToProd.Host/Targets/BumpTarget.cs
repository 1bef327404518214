using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Runs;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Raises the version of the chart or the modules that a component refers to.</summary>
internal static class BumpTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Bump",
            "raises the version of a chart or module that others publish",
            "It shows what its makers say, and what is rendered otherwise in each environment; then it writes version and digest into component.yaml. See docs/upstream-charts.md.",
            [Option.Component, Option.ToVersion, Option.DryRun]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var platform = new Platform(invocation);
        var component = invocation.Selected is [var only]
            ? only
            : throw PlatformException.Wrong("Bump raises one component at a time", "add --component=NAME");
        var id = RunId.Of(invocation.Clock.GetUtcNow(), 0);
        var services = platform.Of(id, new NoObserver(), ChosenVersions.None(invocation.Model));
        var report = new ComponentBump(services, component).Run(
            invocation.Arguments[Option.ToVersion],
            invocation.Arguments.Has(Option.DryRun)
        );
        return new Report { Text = _ => report.Text(), Json = report.Json };
    }
}
