using System.Globalization;
using NodaTime;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Decisions.Promotions.Times;

/// <summary>Moments as a clock in a time zone shows them.</summary>
internal static class LocalText
{
    /// <summary>Writes <c>Monday 2026-11-30 09:00</c>.</summary>
    public static string Of(DateTimeOffset moment, string zone) =>
        Instant
            .FromDateTimeOffset(moment)
            .InZone(TimeZones.Of(zone))
            .LocalDateTime.ToString("dddd uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The day there.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, string zone)
    {
        var date = Instant.FromDateTimeOffset(moment).InZone(TimeZones.Of(zone)).Date;
        return new DateOnly(date.Year, date.Month, date.Day);
    }
}
