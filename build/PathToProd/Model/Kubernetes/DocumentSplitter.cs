using PathToProd.Text;

namespace PathToProd.Model.Kubernetes;

/// <summary>Splits a text into YAML documents, so that each can be read, and can be wrong, by itself.</summary>
internal static class DocumentSplitter
{
    private const string Separator = "---";

    /// <summary>
    /// The documents that hold something, each with the line at which it starts, from 1. As for kubectl, every line that
    /// begins with <c>---</c> separates: texts in block scalars are indented, and never split. Line ends become line feeds.
    /// </summary>
    /// <param name="text">Documents between lines of <c>---</c>.</param>
    /// <param name="file">What the text is called in problems.</param>
    /// <param name="problems">Where separators are reported that Kubernetes refuses.</param>
    public static IEnumerable<(string Chunk, int Line)> Split(string text, string file, ICollection<Problem> problems)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n").Split('\n');
        var start = 0;
        for (var index = 0; index <= lines.Length; index++)
        {
            if (index < lines.Length && !lines[index].StartsWith(Separator, StringComparison.Ordinal))
            {
                continue;
            }

            if (HasContent(lines.AsSpan()[start..index]))
            {
                // The line break before a separator is the document's: a block of text may end with it.
                var end = index < lines.Length ? "\n" : "";
                yield return ($"{string.Join('\n', lines[start..index])}{end}", start + 1);
            }

            start = index + 1;
            if (index < lines.Length && HasContent(lines[index].AsSpan(Separator.Length)))
            {
                // YAML lets a document begin here, --- {apiVersion: v1}, and so did kubectl of old.
                problems.Add(Refused(lines[index], new SourcePosition(file, index + 1, Separator.Length + 1)));
            }
        }
    }

    private static Problem Refused(string line, SourcePosition where) =>
        new(
            where,
            $"a line that begins with --- separates documents, and Kubernetes refuses what follows it: {line[Separator.Length..].Trim()}",
            "put it on the next line, or indent the line when it belongs to a text"
        );

    private static bool HasContent(ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            if (HasContent(line.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasContent(ReadOnlySpan<char> line) => line.TrimStart(" \t") is [not '#', ..];
}
