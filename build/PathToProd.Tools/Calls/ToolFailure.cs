using System.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tools.Calls;

/// <summary>
/// Writes what a user reads when a call failed: which command, how it ended, its last lines, its log, what next.
/// </summary>
internal sealed record ToolFailure(ToolCall Call, string CommandLine, IExplainedProcess? Process)
{
    private const int LastLines = 20;
    private const string CorrectAbove = "Fix what the lines above name, then run the same stage again.";
    private const string Correct = "Fix what it printed, then run the same stage again.";

    /// <summary>The message of a call that ended with a failing exit code.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="explain">What to do next about what it printed; null when nothing is known about that.</param>
    public string Failed(ToolResult result, Func<string, string?> explain)
    {
        var lines = Lines(result);
        // What is wrong with the machine comes before what the tool makes of it.
        var next =
            MachineTrouble.AdviceFor(lines)
            ?? explain(string.Join('\n', lines))
            ?? explain(MachineTrouble.Unwrapped(lines))
            ?? (lines.Count > 0 ? CorrectAbove : Correct);
        return Write($"{Call.Name} failed with exit code {result.ExitCode}.", lines, next);
    }

    /// <summary>The message of a call that was ended because it took too long.</summary>
    public string TimedOut(TimeSpan? limit) =>
        Write(
            $"{Call.Name} took longer than {GoDuration.Write(limit ?? default)} and was ended.",
            LinesSoFar,
            "Find out what it was waiting for, or give it more time."
        );

    private string Write(string what, IReadOnlyList<string> lines, string next)
    {
        var text = new StringBuilder(what);
        text.Append("\n  command: ").Append(Process?.CommandLine ?? CommandLine);
        if (lines.Count > 0)
        {
            text.Append("\n  last lines:");
            foreach (var line in lines)
            {
                text.Append("\n    ").Append(line);
            }
        }

        if (Process?.LogFile is { } log)
        {
            text.Append("\n  log: ").Append(log);
        }

        return text.Append('\n').Append(next).ToString();
    }

    /// <summary>The last lines of a call that took too long.</summary>
    public IReadOnlyList<string> LinesSoFar => Call.IsSensitive ? [] : Process?.LastLines ?? [];

    /// <summary>
    /// The process's own last lines, else the end of what was captured. Of a sensitive call only standard error: its
    /// standard output may hold secrets that no one has named yet.
    /// </summary>
    public IReadOnlyList<string> Lines(ToolResult result)
    {
        if (Process is { } process && !Call.IsSensitive)
        {
            return process.LastLines;
        }

        var text = result.Error.Length > 0 || Call.IsSensitive ? result.Error : result.Output;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > LastLines ? lines[^LastLines..] : lines;
    }
}
