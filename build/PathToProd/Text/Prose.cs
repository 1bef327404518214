namespace PathToProd.Text;

/// <summary>Small helps to write sentences.</summary>
public static class Prose
{
    /// <summary>Writes <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string last = "and") =>
        items.Count switch
        {
            0 => "",
            1 => items[0],
            _ => $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}",
        };

    /// <summary>Writes clauses, which may have commas of their own: <c>a, b, and c</c>.</summary>
    public static string Clauses(IReadOnlyList<string> items) =>
        items.Count < 2 ? List(items) : $"{string.Join(", ", items.Take(items.Count - 1))}, and {items[^1]}";

    /// <summary>The first line of a text, without white space around it.</summary>
    public static string FirstLine(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? trimmed : trimmed[..end].TrimEnd();
    }

    /// <summary>Writes <c>1 component</c>, <c>2 components</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>The text in lines of at most a width, broken between words; a word that is longer stands alone. Its own line breaks stay.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var rest = line.TrimEnd();
            while (TextWidth.Of(rest) > width && BreakIn(rest, width) is var end and > 0)
            {
                yield return rest[..end].TrimEnd();
                rest = rest[end..].TrimStart();
            }

            yield return rest;
        }
    }

    private static int BreakIn(string line, int width)
    {
        // White space that indents a line is not a place to break it.
        var start = line.Length - line.TrimStart().Length;
        var before = line.LastIndexOf(' ', Math.Min(TextWidth.Fitting(line, width).Length, line.Length - 1));
        return before > start ? before : Math.Max(0, line.IndexOf(' ', start));
    }
}
