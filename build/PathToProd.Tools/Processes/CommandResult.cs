using PathToProd.Text;

namespace PathToProd.Tools.Processes;

/// <summary>Why a program came to its end.</summary>
public enum CommandEnd
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>It ran longer than its timeout, and was ended with its whole tree.</summary>
    TimedOut,

    /// <summary>The run was cancelled, and it was ended with its whole tree.</summary>
    Cancelled,

    /// <summary>Its caller ended it.</summary>
    Killed,
}

/// <summary>How a command ended.</summary>
public sealed record CommandResult : IDisposable
{
    /// <summary>The command line as it was echoed, secrets hidden.</summary>
    public required string CommandLine { get; init; }

    /// <summary>What the program returned; 128 plus the signal's number when a signal ended it, as shells say it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The signal that ended the program, or one that it waited for, as far as the exit code says; else null.</summary>
    public int? Signal { get; init; }

    /// <summary>Why it ended. A program that was asked to end and then returned 0 counts as asked to end.</summary>
    public CommandEnd End { get; init; }

    /// <summary>From its start until its end was known, its tree's included when it was ended.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The last lines that it printed on either stream, in order, secrets hidden; at most 20.</summary>
    public IReadOnlyList<string> LastLines { get; init; } = [];

    /// <summary>The log file that holds all that it printed; null when there is none.</summary>
    public string? LogFile { get; init; }

    /// <summary>What it printed on standard output, with secrets; empty unless it was captured.</summary>
    public CapturedOutput Output { get; init; } = Empty();

    /// <summary>What it printed on standard error, with secrets; empty unless it was captured.</summary>
    public CapturedOutput Error { get; init; } = Empty();

    /// <summary>Whether it was ended for running too long.</summary>
    public bool TimedOut => End == CommandEnd.TimedOut;

    /// <summary>Whether it was ended because the run was.</summary>
    public bool Cancelled => End == CommandEnd.Cancelled;

    /// <summary>Whether it ended by itself and returned 0.</summary>
    public bool Succeeded => End == CommandEnd.Exited && ExitCode == 0;

    /// <summary>Itself, when the program ended by itself, with whatever exit code.</summary>
    /// <exception cref="OperationCanceledException">When the run was cancelled.</exception>
    /// <exception cref="PlatformException">When it ran too long.</exception>
    public CommandResult EnsureEnded() =>
        End switch
        {
            CommandEnd.Cancelled => throw new OperationCanceledException($"{CommandLine} was cancelled."),
            CommandEnd.TimedOut => throw new PlatformException(
                PathToProd.Text.ExitCode.Failed,
                FailureText.TimedOut(this)
            ),
            _ => this,
        };

    /// <summary>Itself, when the program returned 0.</summary>
    /// <exception cref="OperationCanceledException">When the run was cancelled.</exception>
    /// <exception cref="PlatformException">When it ran too long or returned something else.</exception>
    public CommandResult EnsureSucceeded() =>
        EnsureEnded().Succeeded
            ? this
            : throw new PlatformException(PathToProd.Text.ExitCode.Failed, FailureText.Failed(this));

    /// <summary>Drops the captured output.</summary>
    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }

    private static CapturedOutput Empty()
    {
        var empty = new CapturedOutput();
        empty.Complete();
        return empty;
    }
}
