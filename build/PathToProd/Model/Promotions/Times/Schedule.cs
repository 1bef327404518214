namespace PathToProd.Model.Promotions.Times;

/// <summary>When something is done again and again.</summary>
/// <param name="Text">As it was written: <c>daily at 10:00 Europe/Berlin</c>.</param>
/// <param name="Fields">The times.</param>
/// <param name="TimeZone">The time zone in which they are times; UTC where none is named.</param>
public sealed record Schedule(string Text, CronFields Fields, string TimeZone);
