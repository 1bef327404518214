using System.Security.Cryptography;
using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>
/// What <see cref="LatestLines"/> found in all files of one environment of a branch, as one ledger, kept on disk, as Git takes longer to unpack a long history
/// than everything else. It is kept with the object of the environment's folder, which is another as soon as anything below changes, and with a
/// digest of itself: so it is used for exactly what it was made of, or not at all. It may be deleted at any time.
/// </summary>
/// <param name="path">Where it is kept.</param>
internal sealed class KeptLines(string path)
{
    // Raise the number when LatestLines chooses in another way: what was kept before is then not used.
    private const string Kind = "latest-lines-1";

    /// <summary>What is kept for a folder of Git; null if nothing.</summary>
    public ReadOnlyMemory<byte>? Find(string folder)
    {
        try
        {
            ReadOnlyMemory<byte> all = File.Exists(path) ? File.ReadAllBytes(path) : [];
            var end = all.Span.IndexOf((byte)'\n');
            if (end < 0 || !all.Span[..end].SequenceEqual(Head(folder, all.Span[(end + 1)..])))
            {
                return null;
            }

            return all[(end + 1)..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Git has it too.
            return null;
        }
    }

    /// <summary>Keeps it, in place of what was kept before.</summary>
    public void Keep(string folder, ReadOnlySpan<byte> lines)
    {
        try
        {
            AtomicFile.Write(path, [.. Head(folder, lines), (byte)'\n', .. lines], isDurable: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next reading takes longer, and says the same.
        }
    }

    private static byte[] Head(string folder, ReadOnlySpan<byte> content) =>
        Encoding.UTF8.GetBytes($"{Kind} {folder} {Convert.ToHexStringLower(SHA256.HashData(content))}");
}
