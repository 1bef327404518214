using System.Buffers;
using System.Globalization;
using System.Text;

namespace PathToProd.Reporting;

/// <summary>
/// Text from outside (arguments, names of files, what tools print) as it may be shown: no character of it moves the cursor,
/// changes colours or the title, or hides what comes next.
/// </summary>
public static class Printable
{
    /// <summary>More of one word helps nobody.</summary>
    private const int LongestWord = 200;

    /// <summary>One line: control characters, line breaks among them, become escapes such as <c>\u001b</c>.</summary>
    public static string Line(string text) => Escape(text, keepsLines: false);

    /// <summary>Several lines: line breaks and tabs stay, other control characters become escapes.</summary>
    public static string Lines(string text) =>
        Escape(text.Replace("\r\n", "\n", StringComparison.Ordinal), keepsLines: true);

    /// <summary>A word of a command line or a name, on one line; a very long one is cut, with how long it is.</summary>
    public static string Word(string text) =>
        text.Length <= LongestWord
            ? Line(text)
            : string.Create(CultureInfo.InvariantCulture, $"{Line(text[..LongestWord])}… ({text.Length} characters)");

    private static string Escape(string text, bool keepsLines)
    {
        var at = text.AsSpan().IndexOfAnyExcept(Harmless);
        if (at < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text, 0, at, text.Length + 16);
        foreach (var rune in text.AsSpan(at).EnumerateRunes())
        {
            _ =
                IsHarmful(rune) && !(keepsLines && rune.Value is '\n' or '\t')
                    ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                    : escaped.Append(rune.ToString());
        }

        return escaped.ToString();
    }

    private static readonly SearchValues<char> Harmless = SearchValues.Create([
        .. Enumerable.Range(' ', '\u007e' - ' ' + 1).Select(letter => (char)letter),
    ]);

    /// <summary>Control characters, and those that change the direction of what follows: a name could then be read as another.</summary>
    private static bool IsHarmful(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
