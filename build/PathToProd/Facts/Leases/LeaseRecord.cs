namespace PathToProd.Facts.Leases;

/// <summary>
/// What is written where all runs see it: who holds a lease. It is replaced as a whole, and only by compare and swap. It stays
/// after its release, as its token must never be used again.
/// </summary>
public sealed record LeaseRecord
{
    /// <summary>What it is for: <c>prod/ingress</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The fencing token: it grows by one with each holder.</summary>
    public required long Token { get; init; }

    /// <summary>Who holds it; null when it was released.</summary>
    public LeaseHolder? Holder { get; init; }

    /// <summary>How long the record must stay as it is before others may take the lease over.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How often the holder renewed it. It makes each renewal a change that others see.</summary>
    public long Renewals { get; init; }
}
