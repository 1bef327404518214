using System.Text;
using Cake.Core.IO;
using PathToProd.Tasks.Processes;

namespace PathToProd.Tasks.Tools;

/// <summary>Writes what a user reads when a call failed: which command, how it ended, its last words, its log, what next.</summary>
internal sealed record ToolFailure(ToolCall Call, string CommandLine, TimeSpan? Timeout, IProcess? Process)
{
    private const int LastLines = 20;

    /// <summary>The message of a call that ended with a failing exit code.</summary>
    public string Failed(ToolResult result, IReadOnlyList<Advice> known)
    {
        var lines = Lines(result);
        return Write($"{Call.Name} failed with exit code {result.ExitCode}.", lines, Advice.For(lines, known));
    }

    /// <summary>The message of a call that was ended because it took too long.</summary>
    public string TimedOut() =>
        Write(
            $"{Call.Name} took longer than {GoDuration.Write(Timeout ?? default)} and was ended.",
            Explained?.LastLines ?? [],
            "Find out what it was waiting for, or give it more time."
        );

    private IExplainedProcess? Explained => Process as IExplainedProcess;

    private string Write(string what, IReadOnlyList<string> lines, string next)
    {
        var text = new StringBuilder(what);
        text.Append("\n  command: ").Append(Explained?.CommandLine ?? CommandLine);
        if (lines.Count > 0)
        {
            text.Append("\n  last lines:");
            foreach (var line in lines)
            {
                text.Append("\n    ").Append(line);
            }
        }

        if (Explained?.LogFile is { } log)
        {
            text.Append("\n  log: ").Append(log);
        }

        return text.Append('\n').Append(next).ToString();
    }

    /// <summary>The process's own last lines, else the end of what was captured; never the output of a sensitive call.</summary>
    private IReadOnlyList<string> Lines(ToolResult result)
    {
        if (Explained is { } explained)
        {
            return explained.LastLines;
        }

        var text = result.Error.Length > 0 || Call.IsSensitive ? result.Error : result.Output;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > LastLines ? lines[^LastLines..] : lines;
    }
}
