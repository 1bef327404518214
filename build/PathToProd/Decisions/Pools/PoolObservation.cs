using System.Collections.Immutable;
using PathToProd.Facts.Pools;

namespace PathToProd.Decisions.Pools;

/// <summary>
/// What an observer saw of a pool, and when it last saw each ticket renewed, on its own monotonic clock. The times in the record were written by
/// other machines' clocks, and nothing is decided by them.
/// </summary>
/// <param name="Record">The record; null when there is none.</param>
/// <param name="Position">What identifies this state of the record where it is kept; null when there is none.</param>
/// <param name="RenewedAt">When each ticket was first seen with its last renewal, by the ticket's number.</param>
public sealed record PoolObservation(
    PoolRecord? Record,
    string? Position,
    ImmutableDictionary<long, (long Renewals, TimeSpan At)> RenewedAt
)
{
    /// <summary>The observation once a look is taken into account. A first look at a ticket counts as its renewal.</summary>
    /// <param name="before">What was seen before; null if nothing.</param>
    /// <param name="record">What is there now.</param>
    /// <param name="position">Where it stands now.</param>
    /// <param name="now">The observer's monotonic clock, after the answer arrived.</param>
    public static PoolObservation After(PoolObservation? before, PoolRecord? record, string? position, TimeSpan now) =>
        new(
            record,
            position,
            record is null
                ? ImmutableDictionary<long, (long, TimeSpan)>.Empty
                : record.Tickets.ToImmutableDictionary(
                    ticket => ticket.Number,
                    ticket =>
                        before is not null
                        && before.RenewedAt.TryGetValue(ticket.Number, out var seen)
                        && seen.Renewals == ticket.Renewals
                            ? seen
                            : (ticket.Renewals, now)
                )
        );

    /// <summary>When a ticket may be taken away, unless it is renewed.</summary>
    public TimeSpan Expires(PoolTicket ticket) => RenewedAt[ticket.Number].At + ticket.Duration;
}
