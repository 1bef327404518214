using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads lines of evidence, one after the other, and checks the digest of each. Not for several threads.</summary>
internal sealed class EvidenceLine
{
    private const int HashSize = 32;

    private readonly EvidenceFields _fields = new();
    private byte[] _body = new byte[4096];

    public static bool IsConflictMark(ReadOnlySpan<byte> line) => JsonLine.IsConflictMark(line);

    /// <exception cref="FormatException">It is not whole, was changed, or does not say what evidence says.</exception>
    public Evidence Read(ReadOnlySpan<byte> line, int number)
    {
        var digest = Checked(line);
        try
        {
            return _fields.Read(line, digest, number);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException("is not JSON", exception);
        }
    }

    /// <summary>The digest of a line, which is what it should be.</summary>
    private Digest Checked(ReadOnlySpan<byte> line)
    {
        var start = StartOfDigest(line);
        if (start < 1)
        {
            throw new FormatException(
                IsConflictMark(line)
                    ? "is a conflict mark that a merge left behind"
                    : "is not whole: it does not end with its digest"
            );
        }

        if (_body.Length <= start)
        {
            _body = new byte[start * 2];
        }

        line[..start].CopyTo(_body);
        _body[start] = (byte)'}';
        Span<byte> hash = stackalloc byte[HashSize];
        SHA256.HashData(_body.AsSpan(0, start + 1), hash);
        Span<byte> digits = stackalloc byte[HashSize * 2];
        Convert.TryToHexStringLower(hash, digits, out _);
        var said = line.Slice(start + EvidenceText.DigestStart.Length, DigestLength);
        return digits.SequenceEqual(said[DigestPrefix.Length..])
            ? new Digest(Encoding.ASCII.GetString(said))
            : throw new FormatException("was changed after it was written: its digest does not fit");
    }

    private static ReadOnlySpan<byte> DigestPrefix => "sha256:"u8;

    private static int DigestLength => DigestPrefix.Length + HashSize * 2;

    private static ReadOnlySpan<byte> SignatureStart => "\",\"signature\":\""u8;

    /// <summary>Where <c>,"digest":"sha256:...</c> starts that ends the line, or that only a signature follows; 0 when nothing does.</summary>
    private static int StartOfDigest(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\"}"u8))
        {
            return 0;
        }

        var start = ",\"digest\":\""u8;
        var end = line.Length - 2;
        var at = end - DigestLength - start.Length;
        if (at > 0 && line[at..].StartsWith(start) && line[(at + start.Length)..].StartsWith(DigestPrefix))
        {
            return at;
        }

        end = line.LastIndexOf(SignatureStart);
        at = end - DigestLength - start.Length;
        return at > 0 && line[at..].StartsWith(start) && line[(at + start.Length)..].StartsWith(DigestPrefix) ? at : 0;
    }
}
