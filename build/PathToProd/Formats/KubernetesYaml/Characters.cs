namespace PathToProd.Formats.KubernetesYaml;

/// <summary>The classes of characters that YAML 1.1 knows. The end of a text counts as U+0000, which no text holds.</summary>
internal static class Characters
{
    public const char End = '\0';

    public static bool IsBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    public static bool IsBlank(char c) => c is ' ' or '\t';

    public static bool IsBreakOrEnd(char c) => c == End || IsBreak(c);

    public static bool IsBlankOrEnd(char c) => IsBlank(c) || IsBreakOrEnd(c);

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>The offset of the first character that cannot be in YAML; negative when there is none.</summary>
    public static int FirstForbidden(string text)
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
}
