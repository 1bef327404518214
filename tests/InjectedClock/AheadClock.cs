namespace PathToProd.InjectedClock;

/// <summary>The real clock, ahead of its time. Timers and time stamps are real, as tools take real time.</summary>
internal sealed class AheadClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
