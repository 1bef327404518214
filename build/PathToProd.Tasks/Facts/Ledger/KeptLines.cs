using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>
/// What <see cref="LatestLines"/> found in the files of one environment of a branch, kept on disk, as Git takes longer to unpack a long history
/// than everything else. It is kept with the object of the environment's folder, which is another as soon as anything below changes, and with a
/// digest of itself: so it is used for exactly what it was made of, or not at all. It may be deleted at any time.
/// </summary>
/// <param name="path">Where it is kept.</param>
internal sealed class KeptLines(string path)
{
    // Raise the number when LatestLines chooses in another way: what was kept before is then not used.
    private const string Kind = "latest-lines-1";

    /// <summary>What is kept for a folder of Git, by the name of the file; null if nothing.</summary>
    public List<(string File, ReadOnlyMemory<byte> Lines)>? Find(string folder)
    {
        try
        {
            ReadOnlyMemory<byte> all = File.Exists(path) ? File.ReadAllBytes(path) : [];
            var end = all.Span.IndexOf((byte)'\n');
            if (end < 0 || !all.Span[..end].SequenceEqual(Head(folder, all.Span[(end + 1)..])))
            {
                return null;
            }

            var files = new List<(string, ReadOnlyMemory<byte>)>();
            for (var rest = all[(end + 1)..]; rest.Length > 0; )
            {
                var name = rest.Span.IndexOf((byte)' ');
                var line = rest.Span.IndexOf((byte)'\n') + 1;
                var length = int.Parse(rest.Span[(name + 1)..(line - 1)], CultureInfo.InvariantCulture);
                files.Add((Encoding.UTF8.GetString(rest.Span[..name]), rest.Slice(line, length)));
                rest = rest[(line + length)..];
            }

            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Git has it too.
            return null;
        }
    }

    /// <summary>Keeps it, in place of what was kept before.</summary>
    public void Keep(string folder, IEnumerable<(string File, ReadOnlyMemory<byte> Lines)> files)
    {
        using var all = new MemoryStream();
        foreach (var (file, lines) in files)
        {
            all.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file} {lines.Length}\n")));
            all.Write(lines.Span);
        }

        var content = all.GetBuffer().AsSpan(0, (int)all.Length);
        try
        {
            AtomicFile.Write(path, [.. Head(folder, content), (byte)'\n', .. content], isDurable: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next reading takes longer, and says the same.
        }
    }

    private static byte[] Head(string folder, ReadOnlySpan<byte> content) =>
        Encoding.UTF8.GetBytes($"{Kind} {folder} {Convert.ToHexStringLower(SHA256.HashData(content))}");
}
