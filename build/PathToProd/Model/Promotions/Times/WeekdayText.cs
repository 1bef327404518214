using PathToProd.Text;

namespace PathToProd.Model.Promotions.Times;

/// <summary>Days of the week as people write them: <c>Tue</c>, <c>Mon-Fri</c>, <c>Mon,Wed,Fri-Sun</c>.</summary>
internal static class WeekdayText
{
    private const string Day = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";

    /// <summary>An ECMAScript pattern without anchors.</summary>
    public const string Pattern = $"{Day}(?:-{Day})?(?:,{Day}(?:-{Day})?)*";

    private static readonly string[] Names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>Reads them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where it stands in the text that the user wrote, for the error.</param>
    /// <param name="days">The days.</param>
    /// <param name="error">What is wrong; nothing when it is read.</param>
    public static bool TryParse(string text, int at, out Weekdays days, out TextError error)
    {
        days = Weekdays.None;
        error = default;
        foreach (var item in text.Split(','))
        {
            var ends = item.Split('-');
            if (ends.Length > 2)
            {
                error = new TextError(at, $"\"{item}\" is not a day or two days", "write Mon, or Mon-Fri");
                return false;
            }

            if (!TryDay(ends[0], at, out var first, out error))
            {
                return false;
            }

            var last = first;
            if (ends.Length == 2 && !TryDay(ends[1], at + ends[0].Length + 1, out last, out error))
            {
                return false;
            }

            // Fri-Mon goes over the end of the week.
            for (var day = first; ; day = (day + 1) % Names.Length)
            {
                days |= (Weekdays)(1 << day);
                if (day == last)
                {
                    break;
                }
            }

            at += item.Length + 1;
        }

        return true;
    }

    private static bool TryDay(string text, int at, out int day, out TextError error)
    {
        day = Array.IndexOf(Names, text);
        var meant =
            text.Length < 2
                ? null
                : Array.Find(Names, name => text.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        error =
            day >= 0
                ? default
                : new TextError(
                    at,
                    text.Length == 0 ? "a day is missing" : $"\"{text}\" is not a day",
                    meant is null ? "write Mon, Tue, Wed, Thu, Fri, Sat or Sun" : $"write {meant}"
                );
        return day >= 0;
    }
}
