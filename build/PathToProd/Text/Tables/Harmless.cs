using System.Text;

namespace PathToProd.Text.Tables;

/// <summary>
/// Text from strangers in Markdown that many read: it marks up nothing, links nothing, calls no one (<c>@name</c>), refers to nothing (<c>#12</c>, <c>!12</c>), and is
/// no command (<c>/merge</c> at the start of a line of a GitLab note).
/// </summary>
internal static class Harmless
{
    /// <summary>A character of no width, between a sign and what it would refer to.</summary>
    private const string Gap = "&#8203;";

    /// <summary>The same where entities mean nothing.</summary>
    private const char PlainGap = '\u200B';

    private const int LongestLine = 1_000;

    /// <summary>A text on one line.</summary>
    public static string Line(string text)
    {
        var one = MarkdownTable.Escape(Printable.Message(text).ReplaceLineEndings(" "));
        one = one.Length > LongestLine ? $"{Cut(one)}... ({text.Length} characters)" : one;
        var harmless = new StringBuilder(one.Length + 16);
        for (var at = 0; at < one.Length; at++)
        {
            var letter = one[at];
            var next = at + 1 < one.Length ? one[at + 1] : ' ';
            _ = letter switch
            {
                '&' => harmless.Append("&amp;"),
                '~' => harmless.Append('\\').Append(letter),
                '@' or '#' or '!' or '$' or '%' or '^' when !char.IsWhiteSpace(next) => harmless
                    .Append(letter)
                    .Append(Gap),
                ':' when next == '/' => harmless.Append(letter).Append(Gap),
                '.' when at >= 3 && one.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) => harmless
                    .Append(Gap)
                    .Append(letter),
                _ => harmless.Append(letter),
            };
        }

        return harmless.ToString();
    }

    /// <summary>A text of several lines, letter by letter; the end of one that is too long is left out.</summary>
    public static string Block(string text)
    {
        var lines = PagePieces
            .Short(Printable.Message(text))
            .Split('\n')
            .Select(line => line.AsSpan().TrimStart().StartsWith("/") ? PlainGap + line : line);
        return FencedText.Of(string.Join('\n', lines));
    }

    /// <summary>Never between a backslash and what it is before.</summary>
    private static string Cut(string text)
    {
        var cut = text[..LongestLine];
        return cut.TrimEnd('\\');
    }
}
