using PathToProd.Text;

namespace PathToProd.Model.Promotions.Times;

/// <summary>Times of a day as a clock shows them: <c>09:00</c>, in minutes since midnight.</summary>
internal static class ClockText
{
    /// <summary>An ECMAScript pattern without anchors.</summary>
    public const string Pattern = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";

    /// <summary>The end of a day: 24:00.</summary>
    public const int WholeDay = 24 * 60;

    /// <summary>Reads it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where it stands in the text that the user wrote, for the error.</param>
    /// <param name="minutes">The minutes since midnight.</param>
    /// <param name="error">What is wrong; nothing when it is read.</param>
    public static bool TryParse(string text, int at, out int minutes, out TextError error)
    {
        minutes = 0;
        var isTime =
            text.Length == 5
            && text[2] == ':'
            && char.IsAsciiDigit(text[0])
            && char.IsAsciiDigit(text[1])
            && char.IsAsciiDigit(text[3])
            && char.IsAsciiDigit(text[4]);
        if (!isTime)
        {
            error = new TextError(
                at,
                text.Length == 0 ? "the time is missing" : $"\"{text}\" is not a time",
                "write hours and minutes with two digits each, such as 09:00"
            );
            return false;
        }

        var (hour, minute) = (Two(text, 0), Two(text, 3));
        minutes = hour * 60 + minute;
        error =
            hour > 23 || minute > 59
                ? new TextError(at, $"there is no time {text}", "write a time from 00:00 to 23:59")
                : default;
        return error == default;
    }

    private static int Two(string text, int at) => (text[at] - '0') * 10 + (text[at + 1] - '0');
}
