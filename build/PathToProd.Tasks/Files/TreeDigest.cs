using System.Security.Cryptography;
using System.Text;
using PathToProd.Text;

namespace PathToProd.Tasks.Files;

/// <summary>
/// A digest of a folder's content: for each file its path, executable bit and bytes, in ordinal order of paths. It does
/// not depend on where the folder is, when it was written, by whom, or in which order the disk lists it.
/// </summary>
public static class TreeDigest
{
    /// <summary>The digest, as <c>sha256:...</c>; null when the folder does not exist.</summary>
    public static Digest? Of(string folder) =>
        Directory.Exists(folder) ? Of(FileTree.Files(folder).Select(file => (file, Path.Combine(folder, file)))) : null;

    /// <summary>The digest of files that stand at the given paths in a tree, given in ordinal order.</summary>
    public static Digest Of(IEnumerable<(string PathInTree, string File)> files) =>
        Of(files.Select(file => (file.PathInTree, IsExecutable(file.File), Content(file.File))));

    /// <summary>The digest of files whose own digests are known (<c>sha256:...</c>), given in ordinal order of paths.</summary>
    public static Digest Of(IEnumerable<(string PathInTree, bool IsExecutable, Digest Digest)> files)
    {
        using var tree = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (pathInTree, isExecutable, digest) in files)
        {
            tree.AppendData(Encoding.UTF8.GetBytes($"{pathInTree}\0{(isExecutable ? "x" : "-")}\0"));
            tree.AppendData(Convert.FromHexString(digest.Hex));
        }

        return Digest.OfHash(tree.GetHashAndReset());
    }

    internal static Digest Content(string file)
    {
        using var stream = File.OpenRead(file);
        return Digest.OfHash(SHA256.HashData(stream));
    }

    // Of what a link leads to, as a copy of the link has its mode; the link's own says nothing.
    internal static bool IsExecutable(string file) =>
        !OperatingSystem.IsWindows()
        && File.GetUnixFileMode(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file)
            .HasFlag(UnixFileMode.UserExecute);
}
