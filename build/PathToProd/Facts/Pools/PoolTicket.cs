using System.Collections.Immutable;
using PathToProd.Facts.Leases;

namespace PathToProd.Facts.Pools;

/// <summary>A run that wants environments of a pool, or has them. It renews its ticket until after its last write there.</summary>
public sealed record PoolTicket
{
    /// <summary>Its place in the order: of two tickets the smaller one came first. No two tickets of a pool ever have the same.</summary>
    public required long Number { get; init; }

    /// <summary>The run, who started it, since when, and the page of its CI job.</summary>
    public required LeaseHolder Holder { get; init; }

    /// <summary>What it does there, as people read it: <c>Certify</c>.</summary>
    public required string What { get; init; }

    /// <summary>How many environments it wants.</summary>
    public required int Wants { get; init; }

    /// <summary>How long the ticket must stay as it is before others may take it away.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How often it was renewed. It makes each renewal a change that others see.</summary>
    public long Renewals { get; init; }

    /// <summary>When it was renewed last, by the run's own clock; null when it never was. It is shown to people; nothing is decided by it.</summary>
    public DateTimeOffset? RenewedAt { get; init; }

    /// <summary>When it was last written by its run, by that run's own clock, for people.</summary>
    public DateTimeOffset LastSign => RenewedAt ?? (Leases is [var first, ..] ? first.At : Holder.Since);

    /// <summary>What it has leased, in the order of names; empty while it waits.</summary>
    public ImmutableArray<EnvironmentLease> Leases { get; init; } = [];

    /// <summary>Whether it has nothing yet.</summary>
    public bool IsWaiting => Leases.IsEmpty;

    /// <summary>The ticket as the record of one lease, which the run holds from its place in the queue to its last write.</summary>
    /// <param name="key">What for.</param>
    public LeaseRecord AsLease(string key) =>
        new()
        {
            Key = key,
            Token = Number,
            Holder = Holder,
            Duration = Duration,
            Renewals = Renewals,
        };
}
