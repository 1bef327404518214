using System.Collections.Immutable;
using PathToProd.Facts.Runs;

namespace PathToProd.Facts.Changes;

/// <summary>Something that failed.</summary>
/// <param name="Component">The component, or what else it was done with.</param>
/// <param name="Step">The stage or step; null when it came to none.</param>
/// <param name="Message">The whole message, secrets hidden.</param>
/// <param name="LastLines">The last lines of its log, secrets hidden.</param>
/// <param name="Log">The log, relative to the root; null if none.</param>
public sealed record ChangeFailure(
    string Component,
    string? Step,
    string Message,
    ImmutableArray<string> LastLines,
    string? Log = null
)
{
    private const int MostLines = 20;

    /// <summary>Cake writes it in front of the message at which a task ended.</summary>
    private const string TaskEnded = "An error occurred when executing task '";

    /// <summary>How a component failed. A stage's log ends with the message, which is shown anyway: the last lines are those before it.</summary>
    /// <param name="node">The component.</param>
    /// <param name="lastLines">The last lines of a log, by its path from the root; more than are shown.</param>
    internal static ChangeFailure Of(NodeResult node, Func<string, ImmutableArray<string>> lastLines)
    {
        var stage = node.Stages.LastOrDefault(one => one.Outcome == StageOutcome.Failed);
        return new ChangeFailure(
            node.Component,
            stage?.Name,
            node.Error!,
            stage?.LogFile is { } log ? [.. Before(node.Error!, lastLines(log)).TakeLast(MostLines)] : [],
            stage?.LogFile
        );
    }

    private static ImmutableArray<string> Before(string message, ImmutableArray<string> lines)
    {
        var said = message.TrimEnd('\n').Split('\n');
        var at = lines.Length - said.Length;
        if (at < 0 || !lines.Skip(at).SequenceEqual(said))
        {
            return lines;
        }

        var before = lines[..at];
        return before is [.., var last] && last.StartsWith(TaskEnded, StringComparison.Ordinal) ? before[..^1] : before;
    }
}
