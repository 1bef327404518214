using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PathToProd.Text;

/// <summary>The fingerprint of bytes: <c>sha256:ab12...</c>. Two are equal when their texts are.</summary>
public sealed record Digest
{
    /// <summary>Stands where there is no digest yet, or nothing to make one of: an empty text.</summary>
    public static readonly Digest None = new("");

    private const string Sha256 = "sha256:";
    private const string Sha512 = "sha512:";
    private const int ShownDigits = 8;

    private readonly string _text;

    /// <summary>
    /// A digest as a file of ours says it, whatever that is: an old ledger is history, and is shown as it stands. Ask
    /// <see cref="IsValid"/> before it names a file, and use <see cref="TryParse"/> for what people write.
    /// </summary>
    public Digest(string text) => _text = text;

    /// <summary>How it was computed.</summary>
    public DigestAlgorithm Algorithm =>
        _text.StartsWith(Sha512, StringComparison.Ordinal) ? DigestAlgorithm.Sha512 : DigestAlgorithm.Sha256;

    /// <summary>Its digits: the name of its file in a store.</summary>
    public string Hex => _text[(_text.IndexOf(':') + 1)..];

    /// <summary>
    /// <c>sha256:ab12cd34</c>, for people: enough to tell two artifacts apart, and to find the whole one in the ledger.
    /// </summary>
    public string ShortText
    {
        get
        {
            var end = _text.IndexOf(':') + 1 + ShownDigits;
            return _text.Length <= end ? _text : _text[..end];
        }
    }

    /// <summary>
    /// Whether it is one as we make them: <c>sha256:</c> and 64 digits in lower case. Nothing else may become part of a path.
    /// </summary>
    public bool IsValid =>
        _text.Length == Sha256.Length + (2 * SHA256.HashSizeInBytes)
        && _text.StartsWith(Sha256, StringComparison.Ordinal)
        && AreLowerHex(_text.AsSpan(Sha256.Length));

    private static bool AreLowerHex(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigitLower(digit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The SHA-256 of bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => OfHash(SHA256.HashData(bytes));

    /// <summary>A computed hash as a digest: 32 bytes are SHA-256, 64 are SHA-512.</summary>
    public static Digest OfHash(ReadOnlySpan<byte> hash)
    {
        var start = hash.Length == SHA512.HashSizeInBytes ? Sha512 : Sha256;
        Span<char> text = stackalloc char[start.Length + (2 * hash.Length)];
        start.CopyTo(text);
        Convert.TryToHexStringLower(hash, text[start.Length..], out _);
        return new Digest(new string(text));
    }

    /// <summary>Reads <c>sha256:&lt;64 digits&gt;</c> or <c>sha512:&lt;128 digits&gt;</c>, with digits in either case.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Digest? digest)
    {
        var read = new Digest(text);
        var (start, digits) =
            read.Algorithm == DigestAlgorithm.Sha512
                ? (Sha512, 2 * SHA512.HashSizeInBytes)
                : (Sha256, 2 * SHA256.HashSizeInBytes);
        var hex = read.Hex.ToLowerInvariant();
        digest =
            text.StartsWith(start, StringComparison.Ordinal) && hex.Length == digits && hex.All(char.IsAsciiHexDigit)
                ? new Digest(start + hex)
                : null;
        return digest is not null;
    }

    /// <summary>The whole text, as all files and messages have it.</summary>
    public override string ToString() => _text;

    /// <summary>The hash of the last digits, which are as good as all of them.</summary>
    public override int GetHashCode() =>
        string.GetHashCode(_text.AsSpan(Math.Max(0, _text.Length - ShownDigits)), StringComparison.Ordinal);
}

/// <summary>How a <see cref="Digest"/> is computed.</summary>
public enum DigestAlgorithm
{
    /// <summary>SHA-2 with 256 bits.</summary>
    Sha256,

    /// <summary>SHA-2 with 512 bits.</summary>
    Sha512,
}
