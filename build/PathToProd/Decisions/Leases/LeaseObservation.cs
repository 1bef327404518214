using PathToProd.Facts.Leases;

namespace PathToProd.Decisions.Leases;

/// <summary>
/// What an observer saw of a lease, and when it last saw it change, on its own monotonic clock. The times in the record were
/// written by another machine's clock, which may be wrong; that the record stays as it is can be seen by anyone
/// (https://github.com/kubernetes-retired/client-go/issues/448).
/// </summary>
/// <param name="Record">The record; null when there is none.</param>
/// <param name="Position">What identifies this state of the record where it is kept; null when there is none.</param>
/// <param name="ChangedAt">When this state was seen for the first time, after the answer had arrived.</param>
public sealed record LeaseObservation(LeaseRecord? Record, string? Position, TimeSpan ChangedAt)
{
    /// <summary>The observation once a look is taken into account. A first look counts as a change: how long the record was so before is not known.</summary>
    /// <param name="before">What was seen before; null if nothing.</param>
    /// <param name="record">What is there now.</param>
    /// <param name="position">Where it stands now.</param>
    /// <param name="now">The observer's monotonic clock, after the answer arrived.</param>
    public static LeaseObservation After(
        LeaseObservation? before,
        LeaseRecord? record,
        string? position,
        TimeSpan now
    ) => before is not null && before.Position == position ? before : new LeaseObservation(record, position, now);
}
