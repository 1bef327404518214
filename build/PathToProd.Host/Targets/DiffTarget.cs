using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets;

/// <summary>Compares two version sets, or what runs in environments.</summary>
internal static class DiffTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Diff",
            "compares two version sets, or what runs in environments",
            "It lists the commits and the changelog lines in between.",
            [Option.Set, Option.With]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var references = new SetReferences(invocation);
        var from = references.Need(Option.Set, environments: true);
        var to = references.Need(Option.With, environments: true);
        using var stores = new Stores(invocation);
        var scope = new ProcessScope
        {
            Cancellation = invocation.RunInterruption.Politely,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
        };
        var history = new ComponentHistory(invocation.Workspace, stores.Members, scope);
        var difference = SetDifference.Of(from.Members, to.Members);
        var report = new SetDiffReport(
            from,
            to,
            [
                .. difference.Changes.Select(change =>
                    history.Of(change, invocation.Model.Components.GetValueOrDefault(change.Component))
                ),
            ],
            difference.Same
        );
        return new Report { Text = report.Text, Json = report.Json };
    }
}
