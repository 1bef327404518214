using PathToProd.Facts.Leases;

namespace PathToProd.Decisions.Leases;

/// <summary>A run that wants a lease.</summary>
/// <param name="Key">What for.</param>
/// <param name="Holder">Who.</param>
/// <param name="Duration">For how long at a time; the holder renews it.</param>
/// <param name="Patience">How long it waits for another holder at most, from its first look on.</param>
public sealed record LeaseRequest(string Key, LeaseHolder Holder, TimeSpan Duration, TimeSpan Patience)
{
    /// <summary>
    /// The newest token that the ledger has. The next one is greater also when the lease's record was removed, as the ledger would refuse
    /// all that the holder writes.
    /// </summary>
    public long NewestToken { get; init; }

    /// <summary>
    /// Whether a holder is known to have ended without a release: a run of this checkout, as the kernel gave the asking run the checkout's own lock.
    /// Its lease need not run out. Default: nothing is known of anyone.
    /// </summary>
    public Func<LeaseHolder, bool> IsGone { get; init; } = _ => false;
}
