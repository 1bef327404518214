namespace PathToProd.Facts.Pools;

/// <summary>The right to use one environment of a pool.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Token">The fencing token: it is greater than that of each earlier lease in the pool.</param>
/// <param name="At">When it was given, by the run's own clock. It is shown to people; nothing is decided by it.</param>
/// <param name="Before">What was known of the environment then, with the set that was there.</param>
public sealed record EnvironmentLease(string Environment, long Token, DateTimeOffset At, MemberRecord Before);
