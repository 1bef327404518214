using System.Runtime.CompilerServices;

namespace PathToProd.Formats.Yaml;

/// <summary>The classes of characters that YAML 1.1 knows. The end of a text counts as U+0000, which no text holds.</summary>
internal static class Characters
{
    public const char End = '\0';

    // Asked several times for each character of each manifest, so not worth a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBreak(char c) =>
        c <= '\r' ? c is '\n' or '\r' : c >= '\u0085' && c is '\u0085' or '\u2028' or '\u2029';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBlank(char c) => c is ' ' or '\t';

    public static bool IsBreakOrEnd(char c) => c == End || IsBreak(c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBlankOrEnd(char c) => IsBlank(c) || IsBreakOrEnd(c);

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <exception cref="YamlSyntaxException">A character cannot be in YAML.</exception>
    public static void RefuseForbidden(string text)
    {
        if (FirstForbidden(text) is >= 0 and var at)
        {
            throw Forbidden(text, at);
        }
    }

    /// <summary>The offset of the first character that cannot be in YAML; negative when there is none.</summary>
    private static int FirstForbidden(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is (>= ' ' and <= '~') or '\n' or '\t' or '\r')
            {
                continue;
            }

            if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (c is not ('\u0085' or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFC')))
            {
                return at;
            }
        }

        return -1;
    }

    private static YamlSyntaxException Forbidden(string text, int at)
    {
        var cursor = new Cursor(text);
        while (cursor.Index < at)
        {
            if (IsBreak(cursor.Current))
            {
                cursor.TakeBreak();
            }
            else
            {
                cursor.Skip();
            }
        }

        return text[at] == '\uFFFD'
            ? new YamlSyntaxException(cursor.Here, "the text is not UTF-8", "save the file as UTF-8")
            : new YamlSyntaxException(
                cursor.Here,
                $"the control character U+{(int)text[at]:X4} cannot be in YAML",
                "remove it; in double quotes it can be written as an escape"
            );
    }
}
