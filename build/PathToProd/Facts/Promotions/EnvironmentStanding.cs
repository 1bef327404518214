using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Promotions;

/// <summary>
/// Where an environment of the path stands: what it should run and why, whether it does, and what stops the next set. It is found out from records,
/// ledgers and evidence; no monitoring, program or signature was asked.
/// </summary>
public sealed record EnvironmentStanding
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Its step.</summary>
    public required string Step { get; init; }

    /// <summary>The promotion that says what it should run; null when nothing was promoted yet.</summary>
    public PromotionRecord.Promoted? Promoted { get; init; }

    /// <summary>Whether it runs what it should.</summary>
    public required DesiredState State { get; init; }

    /// <summary>Since when it does; null when it does not, or that is not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why it does not, as a clause; null when it does, or when there is nothing to say.</summary>
    public string? Because { get; init; }

    /// <summary>The freezes that stand.</summary>
    public ImmutableArray<PromotionRecord.Frozen> Freezes { get; init; } = [];

    /// <summary>The hold that stands; null if none.</summary>
    public PromotionRecord.Held? Hold { get; init; }

    /// <summary>That the set it should run is condemned; null when it is not.</summary>
    public PromotionRecord.Condemned? Condemned { get; init; }

    /// <summary>How many records of the promotions cannot be read: any may be a freeze, a hold or a condemnation.</summary>
    public int UnreadRecords { get; init; }

    /// <summary>The sets that may come next, the newest first, up to the first that nothing known stops.</summary>
    public ImmutableArray<NextSet> Next { get; init; } = [];

    /// <summary>When the step's pace lets the next set come; null when that is not what it waits for.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Where the step's schedule stands; null when it has none.</summary>
    public ScheduleStanding? Schedule { get; init; }
}

/// <summary>Whether an environment runs the set that was promoted to it.</summary>
[JsonConverter(typeof(KebabWords<DesiredState>))]
public enum DesiredState
{
    /// <summary>Nothing was promoted to it yet.</summary>
    NothingPromoted,

    /// <summary>It runs the set: every component of it, verified, and nothing else.</summary>
    Runs,

    /// <summary>The set was promoted, and is to be deployed.</summary>
    WaitsForDeployment,

    /// <summary>Something is being deployed there.</summary>
    InProgress,

    /// <summary>The deployment of the set failed.</summary>
    Failed,

    /// <summary>The set was deployed or not, and something else was deployed since.</summary>
    RunsSomethingElse,

    /// <summary>It is not known what runs there.</summary>
    Unknown,
}

/// <summary>A set that may come next.</summary>
/// <param name="Set">The set.</param>
/// <param name="Gates">The gates that are in its way, or of which it is not known whether they are.</param>
public sealed record NextSet(SetReference Set, ImmutableArray<WaitingGate> Gates)
{
    /// <summary>The gates of a kind.</summary>
    public IEnumerable<WaitingGate> Of(WaitingState state) => Gates.Where(gate => gate.State == state);

    /// <summary>The time before which it does not come unless someone does something; null when no gate names one.</summary>
    public DateTimeOffset? NotBefore => Gates.Max(gate => gate.Until);
}

/// <summary>A gate that is in the way of a set, or of which that is not known.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Until">When time alone opens it, as far as is known; null when it does not.</param>
/// <param name="NeedsAsking">Whether something outside is still to be asked: a closed one may then stay closed for longer.</param>
/// <param name="Causes">Why it is not open; none for one that is only to be asked.</param>
public sealed record WaitingGate(
    string Name,
    WaitingState State,
    DateTimeOffset? Until,
    bool NeedsAsking,
    ImmutableArray<WaitingCause> Causes
);

/// <summary>Why a gate is not open.</summary>
/// <param name="Because">The reason, as a clause.</param>
/// <param name="Lift">What would lift it, as a sentence without a full stop.</param>
public sealed record WaitingCause(string Because, string Lift);

/// <summary>What is known of a gate that is not known to be open.</summary>
[JsonConverter(typeof(KebabWords<WaitingState>))]
public enum WaitingState
{
    /// <summary>It is in the way.</summary>
    Closed,

    /// <summary>It is not known whether it is, which blocks as well.</summary>
    Unknown,

    /// <summary>It asks something outside, which only <c>Gates</c>, <c>Promote</c> and <c>Advance</c> do.</summary>
    NotAsked,
}

/// <summary>Where a schedule stands.</summary>
/// <param name="Text">As the path says it: <c>daily at 10:00 Europe/Berlin</c>.</param>
/// <param name="Next">Its next time.</param>
/// <param name="DueUntil">Until when Advance may still act on the last time; null when it may not, or nothing waits.</param>
/// <param name="Missed">The times at which a set waited and no Advance asked, oldest first; the newest hundred.</param>
public sealed record ScheduleStanding(
    string Text,
    DateTimeOffset Next,
    DateTimeOffset? DueUntil,
    ImmutableArray<DateTimeOffset> Missed
);
