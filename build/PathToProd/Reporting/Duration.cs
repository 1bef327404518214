using System.Globalization;

namespace PathToProd.Reporting;

/// <summary>Durations as people read them.</summary>
public static class Duration
{
    // From here on, one digit after the point would round up to 60.0 s.
    private const double ShownAsMinutes = 59.95;

    /// <summary>Writes <c>350 ms</c>, <c>1.2 s</c>, <c>3 min 4 s</c>, <c>2 h 5 min</c> or <c>1 d 3 h</c>: two units at most. Less than nothing is nothing.</summary>
    public static string Text(TimeSpan duration) =>
        duration <= TimeSpan.Zero ? "0 ms"
        : duration.TotalMilliseconds < 999.5 ? $"{Math.Max(1, Math.Round(duration.TotalMilliseconds))} ms"
        : duration.TotalSeconds < ShownAsMinutes
            ? duration.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s"
        : Long(TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds)));

    private static string Long(TimeSpan duration) =>
        duration.TotalHours < 1 ? Units(duration.Minutes, "min", duration.Seconds, "s")
        : duration.TotalDays < 1 ? Units(duration.Hours, "h", duration.Minutes, "min")
        : Units((int)duration.TotalDays, "d", duration.Hours, "h");

    private static string Units(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
