using System.Collections.Concurrent;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>
/// A clock whose time of day a test sets. Its timers and time stamps are real, as tools take real time; unless it hurries, when
/// what would be waited for is over at once.
/// </summary>
internal sealed class SetClock : TimeProvider
{
    private static readonly TimeSpan LongestHurried = TimeSpan.FromMinutes(1);

    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Whether timers of up to a minute are over at once. Time limits are longer.</summary>
    public bool Hurries { get; set; }

    /// <summary>What was hurried over, in order.</summary>
    public ConcurrentQueue<TimeSpan> Hurried { get; } = [];

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (Hurries && dueTime > TimeSpan.Zero && dueTime <= LongestHurried)
        {
            Hurried.Enqueue(dueTime);
            dueTime = TimeSpan.Zero;
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
