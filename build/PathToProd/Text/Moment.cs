using System.Globalization;

namespace PathToProd.Text;

/// <summary>Moments as people read them.</summary>
public static class Moment
{
    private const int DaysPerMonth = 30;
    private const int DaysPerYear = 365;

    /// <summary>Writes <c>2026-11-22 08:15:30 UTC</c>.</summary>
    public static string Text(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Writes <c>2 hours ago</c>, rounded down; <c>just now</c> for less than ten seconds, and for what a clock that ran backwards puts in the future.</summary>
    public static string Age(DateTimeOffset moment, DateTimeOffset now)
    {
        var age = now - moment;
        return age.TotalSeconds < 10 ? "just now"
            : age.TotalMinutes < 1 ? Ago(age.TotalSeconds, "second")
            : age.TotalHours < 1 ? Ago(age.TotalMinutes, "minute")
            : age.TotalDays < 1 ? Ago(age.TotalHours, "hour")
            : age.TotalDays < 2 * DaysPerMonth ? Ago(age.TotalDays, "day")
            : age.TotalDays < 2 * DaysPerYear ? Ago(age.TotalDays / DaysPerMonth, "month")
            : Ago(age.TotalDays / DaysPerYear, "year");
    }

    private static string Ago(double count, string unit) =>
        count < 2 ? $"1 {unit} ago" : $"{Math.Floor(count)} {unit}s ago";
}
