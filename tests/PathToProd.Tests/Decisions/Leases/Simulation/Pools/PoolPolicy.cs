using PathToProd.Decisions.Leases;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Pools;

namespace PathToProd.Tests.Decisions.Leases.Simulation.Pools;

/// <summary>The decisions that simulated runs act by: the real ones, unless a test replaces one by a broken one.</summary>
internal sealed record PoolPolicy
{
    public static PoolPolicy Real { get; } = new();

    public Func<PoolObservation?, PoolRecord?, string?, TimeSpan, PoolObservation> Observe { get; init; } =
        PoolObservation.After;

    public Func<
        PoolRequest,
        long?,
        TimeSpan,
        PoolObservation,
        TimeSpan,
        DateTimeOffset,
        PoolDecision
    > Decide { get; init; } = PoolDecisions.Of;

    public Func<LeaseHold, TimeSpan, bool> IsHeld { get; init; } = (hold, now) => hold.IsHeld(now);

    /// <summary>From when a hold counts: of the two times, when the write was sent and when its answer came.</summary>
    public Func<TimeSpan, TimeSpan, TimeSpan> HoldsFrom { get; init; } = (sent, _) => sent;

    public Func<
        PoolRecord,
        long,
        IReadOnlyDictionary<string, MemberEnd>,
        int,
        DateTimeOffset,
        PoolRecord
    > Release { get; init; } = PoolDecisions.Released;

    /// <summary>Whether a release is written over whatever is there.</summary>
    public bool ReleasesBlindly { get; init; }
}
