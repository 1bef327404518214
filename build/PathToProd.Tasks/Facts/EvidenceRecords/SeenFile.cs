using System.Text;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.EvidenceRecords;

/// <summary>
/// Remembers which digest the first bytes of a file had when the file system said so and so of it. While it says the same,
/// nobody has written to the file since: nobody can set the time of the last change, but the system. Only a file
/// that was at rest is remembered.
/// </summary>
/// <param name="path">Where to remember it.</param>
internal sealed class SeenFile(string path)
{
    /// <summary>Whether the first bytes of a file that looks so had this digest.</summary>
    public bool Knows(FileFacts? facts, long length, ReadOnlySpan<byte> digest)
    {
        try
        {
            return facts is { Changed: not 0 } && File.ReadAllText(path) == Text(facts, length, digest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Remembers it. A disk that cannot be written costs time in the next run, no more.</summary>
    /// <param name="facts">How the file looked before it was read, and still does.</param>
    /// <param name="now">When it was looked at, before it was read.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="digest">Their SHA-256.</param>
    public void Remember(FileFacts? facts, DateTimeOffset now, long length, ReadOnlySpan<byte> digest)
    {
        if (facts is { Changed: not 0 } && facts.WereAtRest(now))
        {
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(Text(facts, length, digest)), isDurable: false);
        }
    }

    private static string Text(FileFacts facts, long length, ReadOnlySpan<byte> digest) =>
        $"{facts.Size} {facts.Modified} {facts.Changed} {facts.Inode} {length} {Convert.ToHexStringLower(digest)}";
}
