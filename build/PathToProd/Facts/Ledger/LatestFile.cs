using System.Security.Cryptography;
using System.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>
/// The lines that decide what is there now in one environment, of all components in one text, for where the ledger has a file for each component. Each
/// component's lines follow a line that names its file and the object that they were found in. So they are used for exactly what they were made of,
/// or not at all, whatever became of the file since; a digest of it all stands in its first line.
/// </summary>
public sealed class LatestFile
{
    // Raise the number when LatestLines chooses in another way: lines that were chosen before are then not used.
    private const string Kind = "latest-lines-2";

    private readonly Dictionary<string, Section> _sections = new(StringComparer.Ordinal);

    /// <summary>Reads it. One that was changed by hand has nothing.</summary>
    /// <param name="text">The text, in UTF-8; it is kept.</param>
    public static LatestFile Read(ReadOnlyMemory<byte> text)
    {
        var latest = new LatestFile();
        var head = LineLength(text.Span);
        var sections = text[head..];
        if (!text.Span[..head].SequenceEqual(Encoding.UTF8.GetBytes(Head(sections.Span))))
        {
            return latest;
        }

        while (!sections.IsEmpty)
        {
            var name = LineLength(sections.Span);
            var words = Encoding.UTF8.GetString(sections.Span[..name]).TrimEnd('\n').Split(' ');
            var end = name;
            while (end < sections.Length && sections.Span[end] == (byte)'{')
            {
                end += LineLength(sections.Span[end..]);
            }

            latest._sections[words[0]] = new Section(words[^1], sections[name..end]);
            sections = sections[end..];
        }

        return latest;
    }

    /// <summary>Finds the lines of a component's file.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="id">Its object.</param>
    /// <param name="lines">The lines, in UTF-8.</param>
    /// <returns>Whether they are there, and were made of that object.</returns>
    public bool TryFind(string file, string id, out ReadOnlyMemory<byte> lines)
    {
        var section = _sections.GetValueOrDefault(file);
        lines = section?.Lines ?? default;
        return section?.Id == id;
    }

    /// <summary>Has other lines for a component's file from now on.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="id">Its object.</param>
    /// <param name="lines">The lines, in UTF-8; null when only the whole file can say what is there.</param>
    public void Set(string file, string id, byte[]? lines)
    {
        if (lines is null)
        {
            _sections.Remove(file);
        }
        else
        {
            _sections[file] = new Section(id, lines);
        }
    }

    /// <summary>The text.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (file, section) in _sections.OrderBy(section => section.Key, StringComparer.Ordinal))
        {
            text.Append($"{file} {section.Id}\n").Append(Encoding.UTF8.GetString(section.Lines.Span));
        }

        var sections = text.ToString();
        return Head(Encoding.UTF8.GetBytes(sections)) + sections;
    }

    private static string Head(ReadOnlySpan<byte> sections) =>
        $"{Kind} {Convert.ToHexStringLower(SHA256.HashData(sections))}\n";

    private static int LineLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text.Length : end + 1;
    }

    private sealed record Section(string Id, ReadOnlyMemory<byte> Lines);
}
