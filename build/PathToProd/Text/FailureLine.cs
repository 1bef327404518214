namespace PathToProd.Text;

/// <summary>A whole message of a failure in one line, as ledgers and evidence keep it.</summary>
public static class FailureLine
{
    private const int Longest = 300;

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
    public static string Cut(string message)
    {
        var line = Of(message);
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
