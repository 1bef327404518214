using PathToProd.Reporting;

namespace PathToProd.Tasks.Files;

/// <summary>The files below a folder that count: not what tools leave there, and never one outside it.</summary>
public static class FileTree
{
    /// <summary>
    /// The relative paths, with forward slashes, of all files below <paramref name="folder"/> in ordinal order. Left
    /// out: <c>.git</c>, <c>.terraform</c>, <c>bin</c>, <c>obj</c>, Terraform state and editors' backups.
    /// </summary>
    /// <exception cref="PlatformException">A symbolic link leads out of the folder, or in a circle.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        var files = new List<string>();
        Collect(new DirectoryInfo(folder), prefix: "", folder, files);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>Copies the files that count, with their modes.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Files(from))
        {
            CopyFile(Path.Combine(from, file), Path.Combine(to, file));
        }
    }

    /// <summary>Copies a file, and creates the folder it goes to.</summary>
    public static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    private static void Collect(DirectoryInfo directory, string prefix, string root, List<string> files)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos())
        {
            if (IsLeftOut(entry))
            {
                continue;
            }

            if (entry.LinkTarget is not null)
            {
                RefuseLinkOutside(entry, root);
            }

            if (entry is DirectoryInfo child)
            {
                Collect(child, $"{prefix}{entry.Name}/", root, files);
            }
            else
            {
                files.Add(prefix + entry.Name);
            }
        }
    }

    private static bool IsLeftOut(FileSystemInfo entry) =>
        entry is DirectoryInfo
            ? entry.Name is ".git" or ".terraform" or "bin" or "obj"
            : entry.Name.EndsWith('~')
                || entry.Name.EndsWith(".tfstate", StringComparison.Ordinal)
                || entry.Name.EndsWith(".tfstate.backup", StringComparison.Ordinal);

    private static void RefuseLinkOutside(FileSystemInfo link, string root)
    {
        var target = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link.LinkTarget!;
        var inside = Path.GetFullPath(root) + Path.DirectorySeparatorChar;
        var holdsItself = (link.FullName + Path.DirectorySeparatorChar).StartsWith(
            target + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
        if (!target.StartsWith(inside, StringComparison.Ordinal) || holdsItself)
        {
            throw new PlatformException([
                new Problem(
                    new SourcePosition(link.FullName),
                    $"the symbolic link leads to {target}, "
                        + (holdsItself ? "in a circle" : "outside the component's folder"),
                    "replace it by the file itself"
                ),
            ]);
        }
    }
}
