using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace PathToProd.Text;

/// <summary>Digests as OCI writes them. We make and read <c>sha256:</c> only.</summary>
public static partial class OciDigest
{
    /// <summary>What every digest of ours begins with.</summary>
    public const string Prefix = "sha256:";

    /// <summary>The digest of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Text(SHA256.HashData(bytes));

    /// <summary>A hash as a digest is written.</summary>
    public static string Text(ReadOnlySpan<byte> hash) => Prefix + Convert.ToHexStringLower(hash);

    /// <summary>The digits of a digest: the name of its file.</summary>
    public static string Digits(string digest) => digest[Prefix.Length..];

    /// <summary>Whether a text is such a digest. Nothing else may become part of a path.</summary>
    public static bool IsValid(string? text) => text is not null && Whole().IsMatch(text);

    [GeneratedRegex("^sha256:[0-9a-f]{64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
