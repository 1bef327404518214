using System.Globalization;
using System.Text;

namespace PathToProd.Text;

/// <summary>
/// Durations: as people read them in what is printed, <c>5 min</c>, and as they write them in settings: <c>90s</c>, <c>5m</c>,
/// <c>1h30m</c>, <c>2d</c>.
/// </summary>
public static class Duration
{
    internal const string Expected = "a duration such as 90s, 5m or 1h30m";
    internal const string Pattern = "^(?=.)(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?$";
    internal const string PositivePattern =
        "^(?=.*[1-9])(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?$";

    /// <summary>The system's timers hold 49 days.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const string UnitLetters = "dhms";
    private static readonly long[] Seconds = [86_400, 3_600, 60, 1];

    // From here on, one digit after the point would round up to 60.0 s.
    private const double ShownAsMinutes = 59.95;

    /// <summary>Writes a duration for people: <c>350 ms</c>, <c>1.2 s</c>, <c>3 min 4 s</c>, <c>2 h 5 min</c> or <c>1 d 3 h</c>: two units at most. Less than nothing is nothing.</summary>
    public static string Text(TimeSpan duration) =>
        duration <= TimeSpan.Zero ? "0 ms"
        : duration.TotalMilliseconds < 999.5 ? $"{Math.Max(1, Math.Round(duration.TotalMilliseconds))} ms"
        : duration.TotalSeconds < ShownAsMinutes
            ? duration.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s"
        : Long(TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds)));

    /// <summary>Reads the duration of a setting, or says why it is not one.</summary>
    public static bool TryParse(string text, out TimeSpan duration, out TextError error) =>
        TryParseUpTo(text, Longest, out duration, out error);

    /// <summary>The same with a limit of its own, in whole days.</summary>
    internal static bool TryParseUpTo(string text, TimeSpan longest, out TimeSpan duration, out TextError error)
    {
        duration = default;
        var next = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var from = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            var unit = at < text.Length ? UnitLetters.IndexOf(text[at], next) : -1;
            if (at - from is 0 or > 6 || unit < 0)
            {
                error = Wrong(text, from, at, next);
                return false;
            }

            duration += TimeSpan.FromSeconds(
                Seconds[unit]
                    * long.Parse(text.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture)
            );
            next = unit + 1;
        }

        error =
            text.Length == 0 ? new TextError(0, "it is empty", "write a number and d, h, m or s, such as 5m")
            : duration > longest
                ? new TextError(0, $"it is longer than {longest.Days} days", $"write at most {longest.Days}d")
            : default;
        return text.Length > 0 && duration <= longest;
    }

    /// <summary>Writes what <see cref="TryParse"/> reads, as briefly as it can be read; parts of a second are dropped.</summary>
    public static string ToSetting(TimeSpan duration)
    {
        var text = new StringBuilder();
        var rest = (long)duration.TotalSeconds;
        for (var unit = 0; unit < UnitLetters.Length; unit++)
        {
            if (rest / Seconds[unit] is > 0 and var count)
            {
                text.Append(count).Append(UnitLetters[unit]);
                rest -= count * Seconds[unit];
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    internal static bool TryParsePositive(string text, out TimeSpan duration, out TextError error)
    {
        if (!TryParse(text, out duration, out error))
        {
            return false;
        }

        error = duration > TimeSpan.Zero ? default : new TextError(0, "it is zero", "write more than 0");
        return duration > TimeSpan.Zero;
    }

    private static TextError Wrong(string text, int from, int at, int next) =>
        (at - from) switch
        {
            0 => new TextError(at, $"'{text[at]}' is not a number", "write a number and d, h, m or s, such as 5m"),
            > 6 => new TextError(from, "the number is too large", "write at most 6 digits"),
            _ when at == text.Length => new TextError(
                at,
                "the unit is missing",
                $"write {text}s for seconds or {text}m for minutes"
            ),
            _ when next > 0 && UnitLetters.Contains(text[at]) => new TextError(
                at,
                $"'{text[at]}' is out of order",
                "write days, hours, minutes, seconds"
            ),
            _ => new TextError(at, $"'{text[at]}' is not a unit", "write d, h, m or s after the number"),
        };

    private static string Long(TimeSpan duration) =>
        duration.TotalHours < 1 ? Units(duration.Minutes, "min", duration.Seconds, "s")
        : duration.TotalDays < 1 ? Units(duration.Hours, "h", duration.Minutes, "min")
        : Units((int)duration.TotalDays, "d", duration.Hours, "h");

    private static string Units(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
