using NodaTime;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Decisions.Promotions.Times;

/// <summary>
/// When a window is open: whenever a clock on the wall of its time zone shows an allowed time. A time that does not exist is never open, and one that
/// comes twice is open twice. As long as the offset is the same, that clock runs evenly, so each such stretch is looked at by itself.
/// </summary>
internal static class OpenSpans
{
    private const int DaysOfWeek = 7;

    /// <summary>The spans that are not over at a moment, in order; none when it never opens again.</summary>
    public static IEnumerable<OpenSpan> From(WindowRule window, DateTimeOffset moment)
    {
        var end = Horizon(window, moment);
        OpenSpan? open = null;
        foreach (var (opens, closes) in Pieces(window, moment, end))
        {
            if (open is { Closes: { } until } && opens <= until)
            {
                open = open with { Closes = closes };
                continue;
            }

            if (open is not null && open.Closes > moment)
            {
                yield return open;
            }

            open = new OpenSpan(opens, closes);
        }

        if (open is null || open.Closes <= moment)
        {
            yield break;
        }

        if (open.Closes < end)
        {
            yield return open;
        }
        // What reaches the horizon was cut there. If it is longer than a week, no weekly time ends it.
        else if (open.Closes - open.Opens > TimeSpan.FromDays(DaysOfWeek + 1))
        {
            yield return open with
            {
                Closes = null,
            };
        }
    }

    /// <summary>
    /// Up to when to look: each holiday can close one opening of a weekly time, so with a week for each and three more at least one whole span is in sight.
    /// </summary>
    private static DateTimeOffset Horizon(WindowRule window, DateTimeOffset moment)
    {
        var today = DateOnly.FromDateTime(moment.UtcDateTime);
        var holidays = window.Holidays.Count(day => day >= today.AddDays(-1));
        var weekly = moment.AddDays(DaysOfWeek * (holidays + 3));
        var dated = window.Open.Select(time => time.Date).Max() is { } last
            ? new DateTimeOffset(last.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(3)
            : weekly;
        return dated > weekly ? dated : weekly;
    }

    private static IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Pieces(
        WindowRule window,
        DateTimeOffset moment,
        DateTimeOffset horizon
    )
    {
        var zone = TimeZones.Of(window.TimeZone);
        var at = Instant.FromDateTimeOffset(moment.AddDays(-2));
        var end = Instant.FromDateTimeOffset(horizon);
        while (at < end)
        {
            var stretch = zone.GetZoneInterval(at);
            var until = stretch.HasEnd ? Instant.Min(stretch.End, end) : end;
            var last = until.WithOffset(stretch.WallOffset).Date;
            for (var day = at.WithOffset(stretch.WallOffset).Date; day <= last; day = day.PlusDays(1))
            {
                foreach (var (from, to) in On(window, new DateOnly(day.Year, day.Month, day.Day)))
                {
                    var opens = Instant.Max(At(day, from, stretch.WallOffset), at);
                    var closes = Instant.Min(At(day, to, stretch.WallOffset), until);
                    if (opens < closes)
                    {
                        yield return (opens.ToDateTimeOffset(), closes.ToDateTimeOffset());
                    }
                }
            }

            at = until;
        }
    }

    /// <summary>The open times of a day, in minutes since midnight, in order and apart from one another.</summary>
    private static IEnumerable<(int From, int To)> On(WindowRule window, DateOnly day)
    {
        if (window.Holidays.Contains(day))
        {
            yield break;
        }

        var times = window
            .Open.SelectMany(time => On(time, day))
            .Where(time => time.From < time.To)
            .OrderBy(time => time.From);
        var done = 0;
        foreach (var (from, to) in times)
        {
            if (to > done)
            {
                yield return (Math.Max(from, done), to);
                done = to;
            }
        }
    }

    private static IEnumerable<(int From, int To)> On(OpenTime time, DateOnly day)
    {
        if (time.OpensOn(day))
        {
            yield return (time.From, time.EndsOnTheNextDay ? ClockText.WholeDay : time.To);
        }

        if (time.EndsOnTheNextDay && time.OpensOn(day.AddDays(-1)))
        {
            yield return (0, time.To);
        }
    }

    private static Instant At(LocalDate day, int minutes, Offset offset) =>
        day.AtMidnight().PlusMinutes(minutes).WithOffset(offset).ToInstant();
}
