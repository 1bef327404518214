using System.Security.Cryptography;
using System.Text;

namespace PathToProd.Tasks.Files;

/// <summary>
/// A digest of a folder's content: for each file its path, executable bit and bytes, in ordinal order of paths. It does
/// not depend on where the folder is, when it was written, by whom, or in which order the disk lists it.
/// </summary>
public static class TreeDigest
{
    /// <summary>The digest, as <c>sha256:...</c>; null when the folder does not exist.</summary>
    public static string? Of(string folder) =>
        Directory.Exists(folder) ? Of(FileTree.Files(folder).Select(file => (file, Path.Combine(folder, file)))) : null;

    /// <summary>The digest of files that stand at the given paths in a tree, given in ordinal order.</summary>
    public static string Of(IEnumerable<(string PathInTree, string File)> files)
    {
        using var tree = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> content = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var (pathInTree, file) in files)
        {
            using (var stream = File.OpenRead(file))
            {
                SHA256.HashData(stream, content);
            }

            var mode = IsExecutable(file) ? "x" : "-";
            tree.AppendData(Encoding.UTF8.GetBytes($"{pathInTree}\0{mode}\0"));
            tree.AppendData(content);
        }

        return $"sha256:{Convert.ToHexStringLower(tree.GetHashAndReset())}";
    }

    // Of what a link leads to, as a copy of the link has its mode; the link's own says nothing.
    private static bool IsExecutable(string file) =>
        !OperatingSystem.IsWindows()
        && File.GetUnixFileMode(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file)
            .HasFlag(UnixFileMode.UserExecute);
}
