using PathToProd.Facts.Runs;

namespace PathToProd.Decisions.Progress;

/// <summary>How far a component of a run is that started, or that will never run. Times count from the start of the run.</summary>
/// <param name="Start">When it started; when it was given up, for one that did not run.</param>
public sealed record NodeProgress(TimeSpan Start)
{
    /// <summary>The stage that runs, or ran last; null before the first.</summary>
    public string? Stage { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>How it ended; without meaning while it runs.</summary>
    public NodeOutcome Outcome { get; init; }

    /// <summary>Why it was not run; null for one that ran.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => End is null;
}
