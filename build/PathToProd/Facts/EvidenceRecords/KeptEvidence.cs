using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>
/// What the first bytes of a file of evidence said, as bytes that are read in a fraction of the time. A head (8 letters, the
/// build of this program, a digest of the rest), then the digest of those first bytes, their length and what they said.
/// What another build wrote is not read: since then a line may say something else, or not count.
/// </summary>
public sealed class KeptEvidence
{
    private const int BuildAt = 8;
    private const int DigestAt = BuildAt + 16;
    private const int BodyAt = DigestAt + SHA256.HashSizeInBytes;
    private const int LengthAt = BodyAt + SHA256.HashSizeInBytes;
    private const int PrefixAt = LengthAt + sizeof(long);

    private static readonly Guid Build = typeof(KeptEvidence).Module.ModuleVersionId;

    private readonly byte[] _file;

    private KeptEvidence(byte[] file) => _file = file;

    /// <summary>How many bytes said it.</summary>
    public long Length => BinaryPrimitives.ReadInt64LittleEndian(_file.AsSpan(LengthAt));

    /// <summary>Their SHA-256.</summary>
    public ReadOnlySpan<byte> Digest => _file.AsSpan(BodyAt, SHA256.HashSizeInBytes);

    private static ReadOnlySpan<byte> Magic => "P2PEVIDE"u8;

    /// <summary>What they said.</summary>
    public EvidencePrefix Prefix => new EvidenceUnpacking(_file, PrefixAt).Prefix(Length);

    /// <summary>Takes what <see cref="Write"/> wrote; null when it is damaged, cut off, not ours, or of another build.</summary>
    public static KeptEvidence? Of(byte[] file) =>
        file.Length > PrefixAt
        && file.AsSpan().StartsWith(Magic)
        && new Guid(file.AsSpan(BuildAt, DigestAt - BuildAt)) == Build
        && SHA256.HashData(file.AsSpan(BodyAt)).AsSpan().SequenceEqual(file.AsSpan(DigestAt, SHA256.HashSizeInBytes))
            ? new KeptEvidence(file)
            : null;

    /// <summary>The bytes to keep.</summary>
    /// <param name="prefix">What the first bytes of the file said.</param>
    /// <param name="digest">The SHA-256 of these bytes.</param>
    public static byte[] Write(EvidencePrefix prefix, ReadOnlySpan<byte> digest)
    {
        using var stream = new MemoryStream();
        stream.SetLength(PrefixAt);
        stream.Position = PrefixAt;
        new EvidencePacking().Pack(prefix, stream);
        var bytes = stream.ToArray();
        Magic.CopyTo(bytes);
        Build.TryWriteBytes(bytes.AsSpan(BuildAt));
        digest.CopyTo(bytes.AsSpan(BodyAt));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(LengthAt), prefix.Length);
        SHA256.HashData(bytes.AsSpan(BodyAt), bytes.AsSpan(DigestAt));
        return bytes;
    }
}
