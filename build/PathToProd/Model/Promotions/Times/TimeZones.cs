using NodaTime;

namespace PathToProd.Model.Promotions.Times;

/// <summary>
/// The time zones of the world, as NodaTime brings them: no machine and no container image needs to have them. Only what asks here loads that library.
/// </summary>
internal static class TimeZones
{
    /// <summary>The zone of what names none.</summary>
    public const string Utc = "UTC";

    /// <summary>Their names, in order.</summary>
    public static IEnumerable<string> Names => DateTimeZoneProviders.Tzdb.Ids;

    /// <summary>Whether there is one of that name. Case matters, as it does to everything else that reads such names.</summary>
    public static bool Has(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    /// <summary>A zone whose name was checked.</summary>
    public static DateTimeZone Of(string name) => DateTimeZoneProviders.Tzdb[name];
}
