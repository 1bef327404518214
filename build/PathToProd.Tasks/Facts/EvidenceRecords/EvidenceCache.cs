using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.EvidenceRecords;

/// <summary>
/// Reads the evidence, and keeps below <c>artifacts/</c> what its whole lines said, for the next run. What was kept counts
/// while the file begins with the bytes that said it; otherwise, or when nothing was kept, the file is read from its start.
/// Whatever becomes of what was kept is no error: it only costs time.
/// </summary>
internal sealed class EvidenceCache(Workspace workspace)
{
    private const int BlockSize = 1024 * 1024;

    private readonly string _keptFile = Path.Combine(workspace.ReadEvidence, "lines");
    private readonly SeenFile _seen = new(Path.Combine(workspace.ReadEvidence, "seen"));

    /// <summary>From how many bytes on it is worth it to keep what they said: reading fewer takes a few milliseconds.</summary>
    public long WorthKeeping { get; init; } = BlockSize;

    /// <summary>Looks at the evidence on disk.</summary>
    public Func<FileFacts?> Look { get; init; } = () => FileFacts.At(workspace.Evidence, follow: true);

    /// <summary>The clock that the file system takes its times from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads all of a file, which nobody adds to meanwhile.</summary>
    public EvidencePrefix Read(SafeFileHandle handle, long length)
    {
        var now = Clock.GetUtcNow();
        var facts = Look();
        // What is made of a line takes less than half of its bytes.
        LateGarbage.WhileMaking(length / 2);
        var kept = length < WorthKeeping ? null : Kept();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isSeen = kept is not null && _seen.Knows(facts, kept.Length, kept.Digest);
        if (kept is not null && !isSeen && !Begins(handle, kept, hash))
        {
            kept = null;
        }

        var before = kept?.Prefix ?? EvidencePrefix.None;
        var reader = new EvidenceReader(before);
        var rest = ReadLines(handle, before.Length, reader, hash);
        var whole = reader.SoFar;
        if (whole.Length >= WorthKeeping && !isSeen)
        {
            Keep(
                whole,
                hash.GetCurrentHash(),
                isNew: whole.Length > before.Length,
                Look() == facts ? facts : null,
                now
            );
        }

        reader.ReadRest(rest);
        return reader.SoFar;
    }

    private KeptEvidence? Kept()
    {
        try
        {
            return KeptEvidence.Of(File.ReadAllBytes(_keptFile));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Keep(EvidencePrefix whole, byte[] digest, bool isNew, FileFacts? facts, DateTimeOffset now)
    {
        try
        {
            if (isNew)
            {
                AtomicFile.Write(_keptFile, KeptEvidence.Write(whole, digest), isDurable: false);
            }

            _seen.Remember(facts, now, whole.Length, digest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost but time.
        }
    }

    /// <summary>Whether the file begins with the bytes that were kept. The hash is then that of these; otherwise of nothing.</summary>
    private static bool Begins(SafeFileHandle handle, KeptEvidence kept, IncrementalHash hash)
    {
        var buffer = new byte[BlockSize];
        for (var at = 0L; at < kept.Length; )
        {
            var most = (int)Math.Min(buffer.Length, kept.Length - at);
            var read = RandomAccess.Read(handle, buffer.AsSpan(0, most), at);
            hash.AppendData(buffer, 0, read);
            at += read;
            if (read == 0)
            {
                break;
            }
        }

        if (hash.GetCurrentHash().AsSpan().SequenceEqual(kept.Digest))
        {
            return true;
        }

        hash.GetHashAndReset();
        return false;
    }

    /// <summary>Reads the whole lines from an offset on; returns what follows the last of them.</summary>
    private static ReadOnlySpan<byte> ReadLines(
        SafeFileHandle handle,
        long offset,
        EvidenceReader reader,
        IncrementalHash hash
    )
    {
        var buffer = new byte[BlockSize];
        var filled = 0;
        while (RandomAccess.Read(handle, buffer.AsSpan(filled), offset + filled) is > 0 and var read)
        {
            filled += read;
            var bytes = buffer;
            var whole = bytes.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            Parallel.Invoke(() => reader.ReadLines(bytes.AsSpan(0, whole)), () => hash.AppendData(bytes, 0, whole));
            buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
            filled -= whole;
            offset += whole;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        return buffer.AsSpan(0, filled);
    }
}
