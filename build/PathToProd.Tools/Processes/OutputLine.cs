namespace PathToProd.Tools.Processes;

/// <summary>Where a line comes from.</summary>
public enum OutputSource
{
    /// <summary>From either stream of a program; they share one pipe, so the order is exact. See <see cref="Command.Capture"/>.</summary>
    Both,

    /// <summary>From a program's standard output.</summary>
    Output,

    /// <summary>From a program's standard error.</summary>
    Error,

    /// <summary>From the runner itself: the echo of a command, and how it ended.</summary>
    Echo,
}

/// <summary>One line, without its end and with secrets hidden.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Text">The text; bytes that are not UTF-8 are replaced. Lines of many megabytes come in pieces.</param>
public readonly record struct OutputLine(OutputSource Source, string Text);
