using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Promotions.Times;

/// <summary>A time of a window: days, and from when to when a clock on the wall there shows an allowed time.</summary>
/// <param name="Text">As it was written: <c>Mon-Fri 09:00-17:00</c>, <c>daily 22:00-04:00</c>, <c>2026-12-05 08:00-12:00</c>.</param>
/// <param name="Days">The days of the week; none for one date.</param>
/// <param name="Date">The only date; null for days of the week.</param>
/// <param name="From">When it opens, in minutes since midnight.</param>
/// <param name="To">When it closes, in minutes since midnight, up to 24:00; on the next day unless it is after <paramref name="From"/>.</param>
public sealed record OpenTime(string Text, Weekdays Days, DateOnly? Date, int From, int To)
{
    private const string Daily = "daily";

    internal static readonly TextFormat<OpenTime> Format = new(
        "days and times such as Mon-Fri 09:00-17:00",
        $"^(?:{Daily}|{WeekdayText.Pattern}|{CalendarDay.Pattern}) (?!({ClockText.Pattern})-\\1$){ClockText.Pattern}-(?:{ClockText.Pattern}|24:00)$",
        TryParse
    );

    /// <summary>Whether it opens on a day.</summary>
    public bool OpensOn(DateOnly date) =>
        Date is { } only ? date == only : Days.HasFlag((Weekdays)(1 << (int)date.DayOfWeek));

    /// <summary>Whether it closes only on the day after the one on which it opens.</summary>
    public bool EndsOnTheNextDay => To <= From;

    internal static bool TryParse(string text, [MaybeNullWhen(false)] out OpenTime time, out TextError error)
    {
        time = null;
        if (text.Split(' ') is not [var days, var times] || times.Split('-') is not [var from, var to])
        {
            error = new TextError(0, "it is not days, a space and two times", "write it as Mon-Fri 09:00-17:00");
            return false;
        }

        var weekdays = Weekdays.All;
        DateOnly? date = null;
        if (days.Length > 0 && char.IsAsciiDigit(days[0]))
        {
            if (!CalendarDay.TryParse(days, out var day, out error))
            {
                return false;
            }

            (weekdays, date) = (Weekdays.None, day.Date);
        }
        else if (days != Daily && !WeekdayText.TryParse(days, 0, out weekdays, out error))
        {
            return false;
        }

        var at = days.Length + 1;
        if (!ClockText.TryParse(from, at, out var opens, out error))
        {
            return false;
        }

        var closes = ClockText.WholeDay;
        if (to != "24:00" && !ClockText.TryParse(to, at + from.Length + 1, out closes, out error))
        {
            return false;
        }

        error =
            opens == closes
                ? new TextError(at, "it closes when it opens", "write 00:00-24:00 for a whole day")
                : default;
        time = new OpenTime(text, weekdays, date, opens, closes);
        return opens != closes;
    }
}

/// <summary>A day of the calendar.</summary>
/// <param name="Date">The day.</param>
internal sealed record CalendarDay(DateOnly Date)
{
    /// <summary>An ECMAScript pattern without anchors. How many days a month has is left to the parser.</summary>
    public const string Pattern = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";

    public static readonly TextFormat<CalendarDay> Format = new("a date such as 2026-12-25", $"^{Pattern}$", TryParse);

    public static bool TryParse(string text, [MaybeNullWhen(false)] out CalendarDay day, out TextError error)
    {
        var isDay = DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        );
        day = isDay ? new CalendarDay(date) : null;
        error = isDay
            ? default
            : new TextError(0, "there is no such day", "write year, month and day, such as 2026-12-25");
        return isDay;
    }
}
