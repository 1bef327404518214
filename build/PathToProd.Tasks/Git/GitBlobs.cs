using System.Text;

namespace PathToProd.Tasks.Git;

/// <summary>Reads what files were, all in one process.</summary>
internal static class GitBlobs
{
    /// <summary>The texts by blob; one that is not there is left out.</summary>
    public static Dictionary<string, string> Read(GitProcess git, IEnumerable<string> blobs)
    {
        var asked = string.Concat(blobs.Distinct().Select(blob => blob + "\n"));
        using var result = git.Run(["cat-file", "--batch"], asked);
        using var output = result.EnsureSucceeded().Output.Open();
        using var reader = new BufferedStream(output);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (Line(reader) is { } header)
        {
            // <blob> blob <size>, then its bytes and a line break; or <blob> missing.
            if (header.Split(' ') is [var blob, _, var size])
            {
                var bytes = new byte[int.Parse(size)];
                reader.ReadExactly(bytes);
                using var text = new StreamReader(new MemoryStream(bytes));
                texts.Add(blob, text.ReadToEnd());
                _ = Line(reader);
            }
        }

        return texts;
    }

    private static string? Line(BufferedStream reader)
    {
        var line = new StringBuilder();
        int next;
        while ((next = reader.ReadByte()) is not ('\n' or -1))
        {
            line.Append((char)next);
        }

        return next == -1 && line.Length == 0 ? null : line.ToString();
    }
}
