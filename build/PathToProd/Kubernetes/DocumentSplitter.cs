namespace PathToProd.Kubernetes;

/// <summary>Splits a text into YAML documents, so that each can be read, and can be wrong, by itself.</summary>
internal static class DocumentSplitter
{
    /// <summary>
    /// The documents that hold something, each with the line at which it starts, from 1. YAML lets nothing but a
    /// separator begin a line with <c>---</c> or <c>...</c>, so that texts in block scalars are never split.
    /// </summary>
    public static IEnumerable<(string Chunk, int Line)> Split(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
        var start = 0;
        for (var index = 0; index <= lines.Length; index++)
        {
            if (index < lines.Length && !IsMarker(lines[index]))
            {
                continue;
            }

            if (Chunk(lines.AsSpan()[start..index]) is { } chunk)
            {
                yield return (chunk, start + 1);
            }

            start = index + 1;
            if (
                index < lines.Length
                && lines[index].StartsWith("---", StringComparison.Ordinal)
                && HasContent(lines[index][3..])
            )
            {
                // The document begins on the separator's own line: --- {apiVersion: v1}
                lines[index] = $"   {lines[index][3..]}";
                start = index;
            }
        }
    }

    private static string? Chunk(ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            if (HasContent(line) && line[0] != '%')
            {
                return string.Join('\n', lines!);
            }
        }

        return null;
    }

    private static bool IsMarker(string line) =>
        (line.StartsWith("---", StringComparison.Ordinal) || line.StartsWith("...", StringComparison.Ordinal))
        && (line.Length == 3 || line[3] is ' ' or '\t');

    private static bool HasContent(string line) => line.AsSpan().TrimStart() is [not '#', ..];
}
