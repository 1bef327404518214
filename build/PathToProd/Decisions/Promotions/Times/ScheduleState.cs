using System.Collections.Immutable;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Decisions.Promotions.Times;

/// <summary>Where a schedule stands at a moment.</summary>
/// <param name="Last">The last time that has come.</param>
/// <param name="Next">The next time.</param>
/// <param name="IsDue">Whether the last time has come since there is something to do, and not too long ago.</param>
/// <param name="Missed">The times that came since then and passed, with nothing done and nothing asked; the newest hundred.</param>
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
    /// <param name="since">
    /// Since when there is something to do at its next time: when it was last acted on, or when what is to be promoted came, whichever is later. Null when
    /// that is not known, and then nothing was missed.
    /// </param>
    /// <param name="now">The current time.</param>
    /// <param name="asked">When Advance asked and did nothing: a time with such a moment in its grace was not missed. Default: never.</param>
    public static ScheduleState Of(
        Schedule schedule,
        DateTimeOffset? since,
        DateTimeOffset now,
        IEnumerable<DateTimeOffset>? asked = null
    )
    {
        DateTimeOffset[] all = [.. asked ?? []];
        var last = ScheduleTimes.Last(schedule, now);
        var isDue = !(since >= last) && now - last <= Grace;
        return new ScheduleState(
            last,
            ScheduleTimes.Next(schedule, now),
            isDue,
            [
                .. ScheduleTimes
                    .Between(schedule, since ?? last, now)
                    .Where(time => !isDue || time != last)
                    .Where(time => !all.Any(one => one >= time && one - time <= Grace))
                    .TakeLast(Remembered),
            ]
        );
    }
}
