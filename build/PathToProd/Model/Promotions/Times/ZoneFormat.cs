using PathToProd.Formats.Shapes;
using PathToProd.Text;

namespace PathToProd.Model.Promotions.Times;

/// <summary>The name of a time zone. Whether there is one of that name is asked later, of <see cref="TimeZones"/>.</summary>
internal static class ZoneFormat
{
    /// <summary>An ECMAScript pattern without anchors.</summary>
    public const string Pattern = "[A-Za-z][A-Za-z0-9+_-]*(?:/[A-Za-z0-9+_-]+)*";

    public static readonly TextFormat<string> Name = TextFormats.Checked(
        "a time zone such as Europe/Berlin",
        $"^{Pattern}$",
        text =>
            IsName(text)
                ? null
                : new TextError(0, "it is not the name of a time zone", "write one such as Europe/Berlin, or UTC")
    );

    public static bool IsName(string text) =>
        text.Length > 0
        && char.IsAsciiLetter(text[0])
        && text.Split('/')
            .All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '_' or '-'));
}
