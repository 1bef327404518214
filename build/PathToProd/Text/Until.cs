using System.Globalization;

namespace PathToProd.Text;

/// <summary>Moments to come as people write them on a command line: a date, a time, or how long from now. What names no zone is in UTC, as all that is printed.</summary>
public static class Until
{
    /// <summary>Reads it, or says why it is not one.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="now">The current time.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset moment, out TextError problem)
    {
        problem = default;
        if (Duration.TryParseUpTo(text, Since.Longest, out var duration, out var wrong))
        {
            moment = now + duration;
            problem = duration > TimeSpan.Zero ? default : new TextError(0, "it is zero", "write more than 0");
            return duration > TimeSpan.Zero;
        }

        var isMoment = DateTimeOffset.TryParseExact(
            text,
            Since.Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out moment
        );
        problem =
            isMoment && moment <= now
                ? new TextError(
                    0,
                    $"it has passed: it is {Moment.Text(now)} now",
                    "write a moment to come, or how long from now it is, such as 7d"
                )
            : isMoment ? default
            : Since.IsDuration(text) ? wrong
            : new TextError(
                0,
                "it is neither a date (2027-01-04), nor a time (2027-01-04T08:00Z), nor a duration (7d, 12h)",
                "write one of these"
            );
        return isMoment && moment > now;
    }
}
