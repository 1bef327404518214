namespace PathToProd.Text.Tables;

/// <summary>Text that Markdown shows letter by letter.</summary>
internal static class FencedText
{
    private const int LeastFence = 3;

    /// <summary>The text between fences that it does not contain, with a line break at its end.</summary>
    public static string Of(string text)
    {
        var (longest, length) = (0, 0);
        foreach (var letter in text)
        {
            length = letter == '`' ? length + 1 : 0;
            longest = Math.Max(longest, length);
        }

        var fence = new string('`', Math.Max(LeastFence, longest + 1));
        return $"{fence}text\n{text.TrimEnd('\n')}\n{fence}\n";
    }
}
