using System.Globalization;
using System.Text;

namespace PathToProd.Text;

/// <summary>
/// Text from outside (arguments, names of files, what tools print) as it may be shown: no character of it moves the cursor,
/// changes colours or the title, or hides what comes next.
/// </summary>
public static class Printable
{
    /// <summary>More of one word is of no use.</summary>
    private const int LongestWord = 500;
    private const int ShownOfIt = 200;

    /// <summary>One line: control characters, line breaks among them, become escapes such as <c>\u001b</c>.</summary>
    public static string Line(string text) => Escape(text, keepsLines: false);

    /// <summary>Several lines: line breaks and tabs stay, other control characters become escapes.</summary>
    public static string Lines(string text) =>
        Escape(text.Replace("\r\n", "\n", StringComparison.Ordinal), keepsLines: true);

    /// <summary>
    /// Several lines in which no word is endless: one of over 500 characters is cut, with how long it is. What was asked may be
    /// a file that a script took for a name.
    /// </summary>
    public static string Message(string text)
    {
        var cut = new StringBuilder(text.Length);
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                continue;
            }

            Append(cut, text.AsSpan(start, at - start));
            if (at < text.Length)
            {
                cut.Append(text[at]);
            }

            start = at + 1;
        }

        return Lines(cut.ToString());
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> word)
    {
        if (word.Length <= LongestWord)
        {
            text.Append(word);
        }
        else
        {
            text.Append(word[..ShownOfIt]).Append(CultureInfo.InvariantCulture, $"... ({word.Length} characters)");
        }
    }

    private static string Escape(string text, bool keepsLines)
    {
        var at = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
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

    /// <summary>Control characters, and those that change the direction of what follows: a name could then be read as another.</summary>
    private static bool IsHarmful(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
