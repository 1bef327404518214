using NodaTime;
using NodaTime.TimeZones;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Decisions.Promotions.Times;

/// <summary>
/// The moments of a schedule. A time that does not exist on a day, as the clock is set forward over it, comes when the clock goes on; one that comes twice
/// counts the first time. What comes in every hour goes by hours that pass instead.
/// </summary>
internal static class ScheduleTimes
{
    /// <summary>29 February can be eight years away, as in 2096 and 2104.</summary>
    private const int Longest = 9 * 366;

    /// <summary>How many days to look back at a time: most schedules came yesterday.</summary>
    private static readonly int[] Backwards = [2, 33, 367, Longest];

    /// <summary>The first moment after one.</summary>
    public static DateTimeOffset Next(Schedule schedule, DateTimeOffset after) =>
        Between(schedule, after, after.AddDays(Longest)).First();

    /// <summary>The last moment before or at one.</summary>
    public static DateTimeOffset Last(Schedule schedule, DateTimeOffset at) =>
        Backwards
            .Select(days =>
                Between(schedule, at.AddDays(-days), at).Select(moment => (DateTimeOffset?)moment).LastOrDefault()
            )
            .First(moment => moment is not null)!
            .Value;

    /// <summary>The moments after one up to another, that one included, in order.</summary>
    public static IEnumerable<DateTimeOffset> Between(Schedule schedule, DateTimeOffset after, DateTimeOffset until)
    {
        var zone = TimeZones.Of(schedule.TimeZone);
        var from = Instant.FromDateTimeOffset(after);
        var end = Instant.FromDateTimeOffset(until);
        var times = schedule.Fields.Times().ToArray();
        for (var stretch = zone.GetZoneInterval(from); ; stretch = zone.GetZoneInterval(stretch.End))
        {
            foreach (var moment in In(schedule.Fields, times, zone, stretch, from, end))
            {
                // A time that was skipped, and that at which the clock goes on, can be one moment.
                if (moment > from && moment <= end)
                {
                    yield return moment.ToDateTimeOffset();
                    from = moment;
                }
            }

            if (!stretch.HasEnd || stretch.End > end)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<Instant> In(
        CronFields fields,
        int[] times,
        DateTimeZone zone,
        ZoneInterval stretch,
        Instant from,
        Instant end
    )
    {
        var first = stretch.HasStart ? Instant.Max(stretch.Start, from) : from;
        var last = stretch.HasEnd ? Instant.Min(stretch.End, end) : end;
        var begins = stretch.HasStart && stretch.Start >= from;
        var before = begins ? zone.GetZoneInterval(stretch.Start - Duration.Epsilon) : stretch;
        if (begins && !fields.IsHourly && SkipsOne(fields, times, before, stretch))
        {
            yield return stretch.Start;
        }

        var lastDay = last.WithOffset(stretch.WallOffset).Date;
        for (var day = first.WithOffset(stretch.WallOffset).Date; day <= lastDay; day = day.PlusDays(1))
        {
            if (!fields.ComesOn(new DateOnly(day.Year, day.Month, day.Day)))
            {
                continue;
            }

            foreach (var minutes in times)
            {
                var local = day.AtMidnight().PlusMinutes(minutes);
                var moment = local.WithOffset(stretch.WallOffset).ToInstant();
                if (
                    moment >= first
                    && moment <= last
                    && stretch.Contains(moment)
                    && (fields.IsHourly || zone.MapLocal(local).EarlyInterval == stretch)
                )
                {
                    yield return moment;
                }
            }
        }
    }

    /// <summary>Whether a time of the schedule falls between what the clock showed last before a stretch and what it shows first in it.</summary>
    private static bool SkipsOne(CronFields fields, int[] times, ZoneInterval before, ZoneInterval stretch)
    {
        var from = stretch.Start.WithOffset(before.WallOffset).LocalDateTime;
        var to = stretch.Start.WithOffset(stretch.WallOffset).LocalDateTime;
        for (var day = from.Date; day <= to.Date; day = day.PlusDays(1))
        {
            if (
                fields.ComesOn(new DateOnly(day.Year, day.Month, day.Day))
                && times.Any(minutes =>
                {
                    var local = day.AtMidnight().PlusMinutes(minutes);
                    return local >= from && local < to;
                })
            )
            {
                return true;
            }
        }

        return false;
    }
}
