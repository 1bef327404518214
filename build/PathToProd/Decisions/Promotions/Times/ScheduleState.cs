using System.Collections.Immutable;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Decisions.Promotions.Times;

/// <summary>Where a schedule stands at a moment.</summary>
/// <param name="Last">The last time that has come.</param>
/// <param name="Next">The next time.</param>
/// <param name="IsDue">Whether the last time has come since it was last acted on, and not too long ago.</param>
/// <param name="Missed">The times that came since it was last acted on, and passed without it; the newest hundred.</param>
public sealed record ScheduleState(
    DateTimeOffset Last,
    DateTimeOffset Next,
    bool IsDue,
    ImmutableArray<DateTimeOffset> Missed
)
{
    /// <summary>How long after its time a run may still begin, so that a promotion for the morning does not come in the evening.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const int Remembered = 100;

    /// <summary>Looks where it stands.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="acted">When it was last looked at to act on it; null when it never was, and then nothing was missed.</param>
    /// <param name="now">The current time.</param>
    public static ScheduleState Of(Schedule schedule, DateTimeOffset? acted, DateTimeOffset now)
    {
        var last = ScheduleTimes.Last(schedule, now);
        var isDue = !(acted >= last) && now - last <= Grace;
        var since = acted ?? last;
        return new ScheduleState(
            last,
            ScheduleTimes.Next(schedule, now),
            isDue,
            [.. ScheduleTimes.Between(schedule, since, now).Where(time => !isDue || time != last).TakeLast(Remembered)]
        );
    }
}
