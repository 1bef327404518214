using PathToProd.Facts.Leases;

namespace PathToProd.Decisions.Leases;

/// <summary>A run that wants a lease.</summary>
/// <param name="Key">What for.</param>
/// <param name="Holder">Who.</param>
/// <param name="Duration">For how long at a time; the holder renews it.</param>
/// <param name="Patience">How long it waits for another holder at most, from its first look on.</param>
public sealed record LeaseRequest(string Key, LeaseHolder Holder, TimeSpan Duration, TimeSpan Patience);
