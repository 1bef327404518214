using PathToProd.Facts.Leases;

namespace PathToProd.Decisions.Leases;

/// <summary>
/// A lease as its holder sees it. It counts from the moment when the last accepted write was sent, and ends after two thirds
/// of the lease's duration; others wait for all of it, from the moment when they saw that write. So clocks may run at rates
/// that differ by up to a half before two runs hold one lease.
/// </summary>
/// <param name="Record">The record that was accepted.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="From">When it was sent, on the holder's monotonic clock.</param>
public sealed record LeaseHold(LeaseRecord Record, string Position, TimeSpan From)
{
    /// <summary>When the holder renews it.</summary>
    public TimeSpan RenewAt => From + (Record.Duration / 3);

    /// <summary>When the holder counts it as lost, unless a renewal was accepted.</summary>
    public TimeSpan LostAt => From + (Record.Duration * 2 / 3);

    /// <summary>The record of a renewal.</summary>
    public LeaseRecord Renewed => Record with { Renewals = Record.Renewals + 1 };

    /// <summary>The record of the release.</summary>
    public LeaseRecord Released => Record with { Holder = null };

    /// <summary>Whether it is still held: asked before everything that changes something.</summary>
    public bool IsHeld(TimeSpan now) => now < LostAt;

    /// <summary>
    /// The hold after a look: a renewal whose answer was lost may have arrived. That gives a new position and no new time.
    /// Null when the lease is another's, or released.
    /// </summary>
    public LeaseHold? Seen(LeaseRecord? record, string? position) =>
        record?.Holder?.Run == Record.Holder!.Run && record.Token == Record.Token
            ? this with
            {
                Record = record,
                Position = position!,
            }
            : null;
}
