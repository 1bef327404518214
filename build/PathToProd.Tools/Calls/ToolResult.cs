using PathToProd.Tools.Processes;

namespace PathToProd.Tools.Calls;

/// <summary>How a tool ended and, when its call was captured, what it printed.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output, lines ended by a line feed; empty when not captured.</param>
/// <param name="Error">Standard error, in the same way.</param>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output that are not blank.</summary>
    public IReadOnlyList<string> Lines =>
        Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What the process itself can say for an error message; null when its runner keeps nothing.</summary>
    internal IExplainedProcess? Process { get; init; }

    /// <summary>Names the exit code only: the output may hold secrets.</summary>
    public override string ToString() => $"exit code {ExitCode}";
}
