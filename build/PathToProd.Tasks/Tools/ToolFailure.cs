using System.Text;
using PathToProd.Tasks.Processes;

namespace PathToProd.Tasks.Tools;

/// <summary>
/// Writes what a user reads when a call failed: which command, how it ended, its last words, its log, what next.
/// </summary>
internal sealed record ToolFailure(ToolCall Call, string CommandLine, IExplainedProcess? Process)
{
    private const int LastLines = 20;

    /// <summary>The message of a call that ended with a failing exit code.</summary>
    public string Failed(ToolResult result, IReadOnlyList<Advice> known)
    {
        var lines = Lines(result);
        return Write($"{Call.Name} failed with exit code {result.ExitCode}.", lines, Advice.For(lines, known));
    }

    /// <summary>The message of a call that was ended because it took too long.</summary>
    public string TimedOut(TimeSpan? limit) =>
        Write(
            $"{Call.Name} took longer than {GoDuration.Write(limit ?? default)} and was ended.",
            Call.IsSensitive ? [] : Process?.LastLines ?? [],
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

    /// <summary>
    /// The process's own last lines, else the end of what was captured. Of a sensitive call only standard error: its
    /// standard output may hold secrets that nobody has named yet.
    /// </summary>
    private IReadOnlyList<string> Lines(ToolResult result)
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
