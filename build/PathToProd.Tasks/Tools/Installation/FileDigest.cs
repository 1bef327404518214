using System.Security.Cryptography;
using PathToProd.Text;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Compares files with their pinned digests.</summary>
internal static class FileDigest
{
    /// <summary>Refuses a file that is not what was pinned.</summary>
    /// <param name="file">The file.</param>
    /// <param name="what">How the message calls it.</param>
    /// <param name="pinned">What it must be.</param>
    /// <exception cref="SourceFailure">It is something else.</exception>
    public static void Verify(string file, string what, Digest pinned)
    {
        var actual = Compute(file, pinned.Algorithm);
        if (actual != pinned)
        {
            throw new SourceFailure(
                $"{what} is refused: its digest is {actual}, and {pinned} is pinned. "
                    + "It was changed in transit (a proxy's page?) or at its origin, or the pin is for another version"
            );
        }
    }

    private static Digest Compute(string file, DigestAlgorithm algorithm)
    {
        using var stream = File.OpenRead(file);
        var hash = algorithm == DigestAlgorithm.Sha256 ? SHA256.HashData(stream) : SHA512.HashData(stream);
        return Digest.OfHash(hash);
    }
}
