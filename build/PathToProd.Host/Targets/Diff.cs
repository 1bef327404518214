using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets;

/// <summary>Compares two version sets, or what runs in environments.</summary>
internal static class Diff
{
    public static void Run(Invocation invocation)
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
        invocation.Output.Write(invocation.IsJson ? report.Json() : report.Text(invocation.Style));
    }
}
