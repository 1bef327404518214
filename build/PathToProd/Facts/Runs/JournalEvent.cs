using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>Something that happened in a run.</summary>
/// <param name="At">When.</param>
public abstract record JournalEvent(DateTimeOffset At)
{
    /// <summary>The run starts; everything was checked, and nothing was touched yet.</summary>
    public sealed record RunStarted(DateTimeOffset At, RunId Run, string Target, string Environment) : JournalEvent(At);

    /// <summary>A component starts: all that it waits for is done.</summary>
    public sealed record NodeStarted(DateTimeOffset At, string Component) : JournalEvent(At);

    /// <summary>A task of a component starts.</summary>
    public sealed record StageStarted(DateTimeOffset At, string Component, string Stage) : JournalEvent(At);

    /// <summary>A task of a component ended.</summary>
    public sealed record StageEnded(DateTimeOffset At, string Component, StageResult Result) : JournalEvent(At);

    /// <summary>A component ended, or will never run.</summary>
    public sealed record NodeEnded(DateTimeOffset At, string Component, NodeOutcome Outcome, string? Cause)
        : JournalEvent(At);

    /// <summary>The run ended.</summary>
    public sealed record RunEnded(DateTimeOffset At, ExitCode ExitCode) : JournalEvent(At);
}
