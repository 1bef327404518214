using PathToProd.Facts.VersionSets;
using PathToProd.Facts.VersionSets.Changes;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets;

/// <summary>What lies between two version sets: versions, commits and lines of changelogs.</summary>
internal static class SetComparison
{
    /// <summary>Compares them.</summary>
    /// <exception cref="PathToProd.Text.PlatformException">The registry does not answer (exit code 1).</exception>
    public static SetDiffReport Of(Platform platform, VersionSet from, VersionSet to)
    {
        var invocation = platform.Invocation;
        var scope = new ProcessScope
        {
            Cancellation = invocation.RunInterruption.Politely,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
        };
        var history = new ComponentHistory(invocation.Workspace, platform.Stores.Members, scope);
        var difference = SetDifference.Of(from.Members, to.Members);
        return new SetDiffReport(
            from,
            to,
            [
                .. difference.Changes.Select(change =>
                    history.Of(change, invocation.Model.Components.GetValueOrDefault(change.Component))
                ),
            ],
            difference.Same
        );
    }
}
