namespace PathToProd.Tests.Decisions.Promotions.Times;

/// <summary>The clocks of the machine's own time zones, asked minute by minute: slow, and nothing of it is shared with what is tested.</summary>
internal static class WallClock
{
    /// <summary>
    /// Zones whose clocks are changed at one, at two, at midnight, by half an hour, and never. Havana is not among them: .NET has its clocks set back a day
    /// late, where the machine and NodaTime agree.
    /// </summary>
    public static readonly string[] Zones =
    [
        "Europe/Berlin",
        "America/New_York",
        "Asia/Beirut",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Africa/Cairo",
        "America/Santiago",
        "UTC",
    ];

    /// <summary>A change of each zone's clocks lies within three days of each of these, for most of them.</summary>
    public static readonly DateTimeOffset[] Changes =
    [
        new(2026, 3, 8, 6, 0, 0, TimeSpan.Zero),
        new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero),
        new(2026, 4, 5, 2, 0, 0, TimeSpan.Zero),
        new(2026, 9, 6, 4, 0, 0, TimeSpan.Zero),
        new(2026, 10, 4, 2, 0, 0, TimeSpan.Zero),
        new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero),
        new(2026, 11, 1, 6, 0, 0, TimeSpan.Zero),
        new(2026, 2, 28, 23, 0, 0, TimeSpan.Zero),
    ];

    public static DateTime Shows(string zone, DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
}
