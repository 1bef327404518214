using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>Something that happened in a run.</summary>
/// <param name="At">When.</param>
public abstract record JournalEvent(DateTimeOffset At)
{
    /// <summary>The run starts; everything was checked, and nothing was touched yet.</summary>
    public sealed record RunStarted(DateTimeOffset At, RunId Run, string Target, string Environment) : JournalEvent(At)
    {
        /// <summary>What was asked; null for a part of something larger, such as Certify, which cannot be resumed by itself.</summary>
        public RunAsked? Asked { get; init; }

        /// <summary>The version of Path to Prod that runs; null in journals of before it was recorded.</summary>
        public string? Product { get; init; }
    }

    /// <summary>A component starts: all that it waits for is done.</summary>
    public sealed record NodeStarted(DateTimeOffset At, string Component) : JournalEvent(At);

    /// <summary>A task of a component starts.</summary>
    public sealed record StageStarted(DateTimeOffset At, string Component, string Stage) : JournalEvent(At);

    /// <summary>An attempt at a task failed, and there will be another one.</summary>
    /// <param name="At">When the attempt failed.</param>
    /// <param name="Component">The component.</param>
    /// <param name="Stage">The task.</param>
    /// <param name="Attempt">The number of the next attempt: 2 for the first one that is a repetition.</param>
    /// <param name="Attempts">How many there may be at most.</param>
    /// <param name="Delay">How long it waits before.</param>
    /// <param name="Because">Why the failure is worth another attempt: a clause.</param>
    public sealed record StageRetried(
        DateTimeOffset At,
        string Component,
        string Stage,
        int Attempt,
        int Attempts,
        TimeSpan Delay,
        string Because
    ) : JournalEvent(At)
    {
        /// <summary>Writes <c>attempt 2 of 3, in 2 s, because the connection was refused</c>.</summary>
        public string Text => $"attempt {Attempt} of {Attempts}, in {Duration.Text(Delay)}, because {Because}";
    }

    /// <summary>A task of a component ended.</summary>
    public sealed record StageEnded(DateTimeOffset At, string Component, StageResult Result) : JournalEvent(At);

    /// <summary>A component ended, or will never run.</summary>
    public sealed record NodeEnded(DateTimeOffset At, string Component, NodeOutcome Outcome, string? Cause)
        : JournalEvent(At);

    /// <summary>The user or a signal asked the run to end. Nothing new starts; what runs is asked to end after this is on the disk.</summary>
    public sealed record RunCancelled(DateTimeOffset At) : JournalEvent(At);

    /// <summary>The run ended.</summary>
    public sealed record RunEnded(DateTimeOffset At, ExitCode ExitCode) : JournalEvent(At);
}
