using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Runs;

/// <summary>What one task of a component did in a run.</summary>
/// <param name="Name">The task's name: a stage, or a task of the component's own.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Note">What is worth saying about it, such as why it was unchanged; null when there is nothing.</param>
/// <param name="LogFile">Its log, relative to the root; null when it was known before that there is nothing to do.</param>
public sealed record StageResult(string Name, TimeSpan Duration, StageOutcome Outcome, string? Note, string? LogFile)
{
    /// <summary>How many attempts it took. Default: 1.</summary>
    public int Attempts { get; init; } = 1;
}

/// <summary>How a task ended.</summary>
[JsonConverter(typeof(KebabWords<StageOutcome>))]
public enum StageOutcome
{
    /// <summary>It did its work.</summary>
    Done,

    /// <summary>There was nothing to do, which is known and said.</summary>
    Unchanged,

    /// <summary>Its own condition left it out.</summary>
    Skipped,

    /// <summary>It failed, or was ended.</summary>
    Failed,
}
