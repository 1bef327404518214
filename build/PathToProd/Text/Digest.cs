using System.Diagnostics.CodeAnalysis;

namespace PathToProd.Text;

/// <summary>The fingerprint that a download must have before it is used.</summary>
/// <param name="Algorithm">How it is computed.</param>
/// <param name="Hex">The value in lower-case hexadecimal digits.</param>
public sealed record Digest(DigestAlgorithm Algorithm, string Hex)
{
    /// <summary>Reads <c>sha256:&lt;64 digits&gt;</c> or <c>sha512:&lt;128 digits&gt;</c>, in either case.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Digest? digest)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var algorithm = colon < 0 ? "" : text[..colon];
        var hex = text[(colon + 1)..].ToLowerInvariant();
        digest = (algorithm, hex.Length) switch
        {
            ("sha256", 64) => new Digest(DigestAlgorithm.Sha256, hex),
            ("sha512", 128) => new Digest(DigestAlgorithm.Sha512, hex),
            _ => null,
        };
        if (!hex.All(char.IsAsciiHexDigit))
        {
            digest = null;
        }

        return digest is not null;
    }

    /// <summary>Writes what <see cref="TryParse"/> reads.</summary>
    public override string ToString() => $"{(Algorithm == DigestAlgorithm.Sha256 ? "sha256" : "sha512")}:{Hex}";
}

/// <summary>How a <see cref="Digest"/> is computed.</summary>
public enum DigestAlgorithm
{
    /// <summary>SHA-2 with 256 bits.</summary>
    Sha256,

    /// <summary>SHA-2 with 512 bits.</summary>
    Sha512,
}
