using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Ledger;

/// <summary>One attempt to deploy or destroy a component: its start, and its end if it has one.</summary>
/// <param name="Started">The line before anything was touched.</param>
/// <param name="Ended">The line after; null if none yet, or never will be.</param>
/// <param name="Outcome">How it ended, or that it did not.</param>
public sealed record Attempt(LedgerEntry.Started Started, LedgerEntry.Ended? Ended, AttemptOutcome Outcome)
{
    /// <summary>The last moment that is known about it: its end, or its start when it has no end.</summary>
    public DateTimeOffset At => Ended?.At ?? Started.At;
}

/// <summary>How an attempt ended, or that it did not.</summary>
[JsonConverter(typeof(KebabWords<AttemptOutcome>))]
public enum AttemptOutcome
{
    /// <summary>It did what was asked.</summary>
    Succeeded,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>The user or a signal ended it.</summary>
    Cancelled,

    /// <summary>It started and never ended: the program was killed, or the machine went down.</summary>
    Interrupted,

    /// <summary>It started, and its run is still at it.</summary>
    InProgress,
}
