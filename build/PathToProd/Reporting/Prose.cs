namespace PathToProd.Reporting;

/// <summary>Small helps to write sentences.</summary>
internal static class Prose
{
    /// <summary>Writes <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items, string last = "and") =>
        items.Count switch
        {
            0 => "",
            1 => items[0],
            _ => $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}",
        };

    /// <summary>The first line of a text, without white space around it.</summary>
    public static string FirstLine(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? trimmed : trimmed[..end].TrimEnd();
    }

    /// <summary>Writes <c>1 component</c>, <c>2 components</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
