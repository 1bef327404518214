namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>A machine with clocks of its own, which may stand still for a while, or crash.</summary>
internal sealed class Machine(string name, TimeSpan offset, double rate, TimeSpan skew)
{
    public string Name { get; } = name;

    /// <summary>It grows when the machine crashes: what was running before does not go on.</summary>
    public int Incarnation { get; set; }

    /// <summary>Nothing runs on it before.</summary>
    public TimeSpan PausedUntil { get; set; }

    /// <summary>What its wall clock is wrong by. It jumps.</summary>
    public TimeSpan Skew { get; set; } = skew;

    /// <summary>Its monotonic clock, which begins anywhere and is somewhat fast or slow.</summary>
    public TimeSpan Clock(TimeSpan now) => offset + (now * rate);

    /// <summary>How long a time of its monotonic clock really is.</summary>
    public TimeSpan Real(TimeSpan time) => time / rate;

    /// <summary>Its wall clock.</summary>
    public DateTimeOffset Wall(TimeSpan now) => new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero) + now + Skew;
}
