namespace PathToProd.Tasks.Tests.Runs;

/// <summary>A clock whose time of day a test sets. Its timers and time stamps are real, as tools take real time.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
