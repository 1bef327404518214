using System.Globalization;

namespace PathToProd.Text;

/// <summary>Moments as people write them on a command line: a date, a time, or how long ago. What names no zone is in UTC, as all that is printed.</summary>
public static class Since
{
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    internal static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm 'UTC'",
        "yyyy-MM-dd HH:mm:ss 'UTC'",
    ];

    /// <summary>Reads it, or says why it is not one.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="now">The current time.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset moment, out TextError problem)
    {
        problem = default;
        if (Duration.TryParseUpTo(text, Longest, out var ago, out var wrong))
        {
            moment = now - ago;
            return true;
        }

        var isMoment = DateTimeOffset.TryParseExact(
            text,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out moment
        );
        problem =
            isMoment && moment > now
                ? new TextError(
                    0,
                    $"it is in the future: it is {Moment.Text(now)} now",
                    "write a moment that has passed, or how long ago it is, such as 7d"
                )
            : isMoment ? default
            : IsDuration(text) ? wrong
            : new TextError(
                0,
                "it is neither a date (2026-11-01), nor a time (2026-11-01T08:00Z), nor a duration (7d, 12h)",
                "write one of these"
            );
        return isMoment && moment <= now;
    }

    // What begins with digits and a unit was meant as one, and its own problem says more.
    internal static bool IsDuration(string text) =>
        text.TrimStart("0123456789".ToCharArray()) is { Length: > 0 } rest
        && rest.Length < text.Length
        && "dhms".Contains(rest[0], StringComparison.Ordinal);
}
