namespace PathToProd.Text;

/// <summary>A whole message of a failure in one line, as ledgers and evidence keep it.</summary>
public static class FailureLine
{
    private const int Longest = 300;
    private const int MostQuoted = 3;

    /// <summary>The line above what a tool printed, as messages about tools have it.</summary>
    private const string LastLines = "  last lines:";

    /// <summary>Its first line; when that ends with a colon, with the last of the lines that it introduces.</summary>
    public static string Of(string message)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n');
        var first = lines[0].Trim();
        if (first.EndsWith(':'))
        {
            var introduced = lines
                .Skip(1)
                .TakeWhile(line => line.StartsWith(' '))
                .Select(line => line.Trim())
                .LastOrDefault(line => line.Length > 0);
            first = introduced is null ? first[..^1] : $"{first} {introduced}";
        }

        return Printable.Line(first);
    }

    /// <summary>The same, cut after 300 letters.</summary>
    public static string Cut(string message) => Cut(Of(message), Longest);

    /// <summary>
    /// The same, and the last lines of what a tool printed, where the message quotes them: <c>kubectl apply failed with exit code 1, and printed: ...</c>.
    /// The tool's words are cut after 300 letters, of which the last are kept.
    /// </summary>
    public static string Quoting(string message)
    {
        var line = Cut(message);
        string[] quoted =
        [
            .. message
                .ReplaceLineEndings("\n")
                .Split('\n')
                .SkipWhile(one => one != LastLines)
                .Skip(1)
                .TakeWhile(one => one.StartsWith("    ", StringComparison.Ordinal))
                .Select(one => one.Trim())
                .Where(one => one.Length > 0)
                .TakeLast(MostQuoted),
        ];
        if (quoted.Length == 0)
        {
            return line;
        }

        var words = Printable.Line(string.Join("; ", quoted));
        return $"{line.TrimEnd('.')}, and printed: {(words.Length <= Longest ? words : "…" + words[^Longest..])}";
    }

    private static string Cut(string line, int longest) => line.Length <= longest ? line : line[..longest] + "…";
}
