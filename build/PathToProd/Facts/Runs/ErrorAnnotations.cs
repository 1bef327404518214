using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Facts.Runs;

/// <summary>
/// The errors of a run as GitHub shows them on its page: one for each component that failed. It drops silently what is more than it
/// shows of a step, so the last one counts the rest.
/// </summary>
public static class ErrorAnnotations
{
    /// <summary>The lines, each with its line break.</summary>
    public static string Of(RunResult result)
    {
        var where = TargetPhrasing.Of(result.Target, result.Environment).Where;
        var failed = result.Nodes.Where(node => node.Error is not null).ToArray();
        var shown = failed.Length <= WorkflowCommands.MostErrors ? failed.Length : WorkflowCommands.MostErrors - 1;
        var lines = failed[..shown]
            .Select(node =>
                WorkflowCommands.Error(
                    $"{result.Target} of {node.Component}{where} {node.Outcome.Verb()}",
                    CommandGuard.Harmless(Printable.Message(node.Error!))
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
