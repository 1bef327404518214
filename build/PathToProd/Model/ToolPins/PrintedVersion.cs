namespace PathToProd.Model.ToolPins;

/// <summary>Finds the version in what a program prints about itself, be it JSON, a sentence or the version alone.</summary>
public static class PrintedVersion
{
    /// <summary>
    /// The first <c>1.2.3</c> in the text with its suffix (<c>1.32.4-dispatcher</c>), without a leading v; null when
    /// there is none. Numbers of four parts, such as network addresses, are no versions.
    /// </summary>
    public static string? FindIn(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start]) || (start > 0 && IsInsideWord(text, start - 1)))
            {
                continue;
            }

            var end = EndOfNumbers(text, start);
            if (end > 0)
            {
                return text[start..EndOfSuffix(text, end)];
            }
        }

        return null;
    }

    private static bool IsInsideWord(string text, int before) =>
        text[before] != 'v' && (char.IsAsciiLetterOrDigit(text[before]) || text[before] == '.');

    private static int EndOfNumbers(string text, int start)
    {
        var at = start;
        for (var part = 0; part < 3; part++)
        {
            if (part > 0 && (at >= text.Length || text[at++] != '.'))
            {
                return -1;
            }

            var first = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (at == first)
            {
                return -1;
            }
        }

        var fourth = at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]);
        return fourth ? -1 : at;
    }

    private static int EndOfSuffix(string text, int at)
    {
        if (at + 1 >= text.Length || text[at] is not ('-' or '+') || !char.IsAsciiLetterOrDigit(text[at + 1]))
        {
            return at;
        }

        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '+' or '.'))
        {
            at++;
        }

        return text[at - 1] == '.' ? at - 1 : at;
    }
}
