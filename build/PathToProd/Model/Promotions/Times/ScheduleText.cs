using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Promotions.Times;

/// <summary>Schedules as people write them: in words or as a line of cron, and then a time zone.</summary>
internal static class ScheduleText
{
    private const string CronField = "[0-9A-Za-z*/,-]+";
    private const string Ordinal = "(?:first|[0-9]{1,2}(?:st|nd|rd|th))";

    public static readonly TextFormat<Schedule> Format = new(
        "a schedule such as daily at 10:00 Europe/Berlin",
        $"^(?:(?:daily|weekly on {WeekdayText.Pattern}|on the {Ordinal} of the month) at {ClockText.Pattern}"
            + $"|{CronField}(?: {CronField}){{4}})(?: {ZoneFormat.Pattern})?$",
        TryParse
    );

    private static readonly CronFields EveryDay = new(
        0,
        0,
        CronFields.EveryDayOfMonth,
        CronFields.EveryMonth,
        CronFields.EveryDayOfWeek
    );

    public static bool TryParse(string text, [MaybeNullWhen(false)] out Schedule schedule, out TextError error)
    {
        schedule = null;
        var words = Words(text);
        if (Fields(words, out var used, out error) is not { } fields || !TryZone(words, used, out var zone, out error))
        {
            return false;
        }

        if (!fields.EverComes)
        {
            error = new TextError(0, "no month that it names has such a day, so it never comes", "name another day");
            return false;
        }

        schedule = new Schedule(text, fields, zone);
        return true;
    }

    private static CronFields? Fields(List<(string Text, int At)> words, out int used, out TextError error)
    {
        error = default;
        switch (words)
        {
            case [("daily", _), ("at", _), var time, ..]:
                used = 3;
                return At(time, EveryDay, out error);
            case [("weekly", _), ("on", _), var days, ("at", _), var time, ..]:
                used = 5;
                return WeekdayText.TryParse(days.Text, days.At, out var weekdays, out error)
                    ? At(time, EveryDay with { DaysOfWeek = (ulong)weekdays }, out error)
                    : null;
            case [("on", _), ("the", _), var day, ("of", _), ("the", _), ("month", _), ("at", _), var time, ..]:
                used = 8;
                return TryOrdinal(day, out var number, out error)
                    ? At(time, EveryDay with { DaysOfMonth = 1UL << number }, out error)
                    : null;
            default:
                used = CronText.Count;
                if (words.Count >= CronText.Count && words[0].Text is not ("daily" or "weekly" or "on"))
                {
                    return CronText.TryParse(words, out var fields, out error) ? fields : null;
                }

                error = new TextError(
                    0,
                    "it is neither words nor the five fields of cron",
                    "write \"daily at 10:00\", \"weekly on Tue at 10:00\", \"on the first of the month at 10:00\" or \"0 10 * * 1-5\", and a time zone"
                );
                return null;
        }
    }

    private static CronFields? At((string Text, int At) time, CronFields days, out TextError error) =>
        ClockText.TryParse(time.Text, time.At, out var minutes, out error)
            ? days with
            {
                Minutes = 1UL << minutes % 60,
                Hours = 1UL << minutes / 60,
            }
            : null;

    private static bool TryZone(List<(string Text, int At)> words, int used, out string zone, out TextError error)
    {
        zone = words.Count == used ? TimeZones.Utc : words[used].Text;
        error =
            words.Count > used + 1 ? new TextError(words[used + 1].At, "something follows the time zone", "remove it")
            : ZoneFormat.IsName(zone) ? default
            : new TextError(
                words[used].At,
                $"\"{zone}\" is not the name of a time zone",
                "write one such as Europe/Berlin, or none for UTC"
            );
        return error == default;
    }

    private static bool TryOrdinal((string Text, int At) word, out int number, out TextError error)
    {
        number = 1;
        var isOrdinal =
            word.Text == "first"
            || word.Text.Length is 3 or 4
                && word.Text[^2..] is "st" or "nd" or "rd" or "th"
                && int.TryParse(word.Text[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && number is >= 1 and <= 31;
        error = isOrdinal
            ? default
            : new TextError(word.At, $"\"{word.Text}\" is not a day of the month", "write first, 2nd, 15th or so");
        return isOrdinal;
    }

    private static List<(string Text, int At)> Words(string text)
    {
        var words = new List<(string, int)>();
        var at = 0;
        foreach (var word in text.Split(' '))
        {
            words.Add((word, at));
            at += word.Length + 1;
        }

        return words;
    }
}
