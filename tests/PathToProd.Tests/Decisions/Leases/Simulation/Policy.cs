using PathToProd.Decisions.Leases;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>The decisions that simulated runs act by: the real ones, unless a test replaces one by a broken one.</summary>
internal sealed record Policy
{
    public static Policy Real { get; } = new();

    public Func<LeaseObservation?, LeaseRecord?, string?, TimeSpan, LeaseObservation> Observe { get; init; } =
        LeaseObservation.After;

    /// <summary>Takes the wall clock too, which the real one has no use for.</summary>
    public Func<
        LeaseRequest,
        TimeSpan,
        LeaseObservation,
        TimeSpan,
        DateTimeOffset,
        LeaseDecision
    > Acquire { get; init; } = (request, first, seen, now, _) => LeaseDecisions.Of(request, first, seen, now);

    public Func<LeaseHold, TimeSpan, bool> IsHeld { get; init; } = (hold, now) => hold.IsHeld(now);

    public Func<LeaseHold, LeaseRecord?, string?, LeaseHold?> Seen { get; init; } =
        (hold, record, position) => hold.Seen(record, position);

    /// <summary>From when a hold counts: of the two times, when the write was sent and when its answer came.</summary>
    public Func<TimeSpan, TimeSpan, TimeSpan> HoldsFrom { get; init; } = (sent, _) => sent;

    public Func<LedgerEntry, LedgerEntry[], AppendDecision> Append { get; init; } =
        (entry, entries) => AppendDecisions.Of(entry, entries);

    /// <summary>The same in a cluster, from the newest lines; null when all are needed.</summary>
    public Func<LedgerEntry, LedgerObject, AppendDecision?> AppendInCluster { get; init; } = AppendDecisions.Of;

    /// <summary>Whether a ledger names its segment before that is made.</summary>
    public bool SealsLate { get; init; }

    public Func<int, string, string?, WriteOutcome> ApiAnswer { get; init; } = ApiAnswers.Of;

    public Func<WriteOutcome, bool, AppendDecision> AfterAppend { get; init; } = AppendDecisions.After;

    /// <summary>Whether a release is written over whatever is there.</summary>
    public bool ReleasesBlindly { get; init; }

    /// <summary>Whether an entry is written over whatever is there.</summary>
    public bool AppendsBlindly { get; init; }
}
