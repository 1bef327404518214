using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Facts.Runs;

/// <summary>
/// The errors of a run as GitHub shows them on its page: one for each component that failed, and for the platform as a whole. It drops silently what is more than it
/// shows of a step, so the last one counts the rest.
/// </summary>
public static class ErrorAnnotations
{
    /// <summary>The lines, each with its line break.</summary>
    public static string Of(RunResult result)
    {
        var where = TargetPhrasing.Of(result.Target, result.Environment).Where;
        (string Name, NodeOutcome Outcome, string Error)[] failed =
        [
            .. result.Platform is { Error: { } error, Outcome: not NodeOutcome.NotRun } whole
                ? [(PlatformResult.Name, whole.Outcome, error)]
                : Array.Empty<(string, NodeOutcome, string)>(),
            .. result
                .Nodes.Where(node => node.Error is not null)
                .Select(node => (node.Component, node.Outcome, node.Error!)),
        ];
        var shown = failed.Length <= WorkflowCommands.MostErrors ? failed.Length : WorkflowCommands.MostErrors - 1;
        var lines = failed[..shown]
            .Select(one =>
                WorkflowCommands.Error(
                    $"{result.Target} of {one.Name}{where} {one.Outcome.Verb()}",
                    CommandGuard.Harmless(Printable.Message(one.Error))
                )
            );
        if (shown < failed.Length)
        {
            lines = lines.Append(
                WorkflowCommands.Error(
                    $"{failed.Length - shown} more components did not succeed",
                    "The summary at the end of the log names them."
                )
            );
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }
}
