using PathToProd.Reporting;

namespace PathToProd.Tasks.Files;

/// <summary>The files below a folder that count: not what tools leave there, and never one outside it.</summary>
public static class FileTree
{
    /// <summary>
    /// The relative paths, with forward slashes, of all files below <paramref name="folder"/> in ordinal order. Left
    /// out: <c>.git</c>, <c>.terraform</c>, <c>bin</c> and <c>obj</c> beside a project, Terraform state and editors' backups.
    /// </summary>
    /// <exception cref="PlatformException">A symbolic link leads out of the folder, in a circle, or to nothing.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        var files = new List<string>();
        Collect(new DirectoryInfo(folder), prefix: "", Path.GetFullPath(folder), files);
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

    /// <summary>Copies a file, or what a link leads to, and creates the folder it goes to.</summary>
    public static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    private static void Collect(DirectoryInfo directory, string prefix, string root, List<string> files)
    {
        var entries = directory.GetFileSystemInfos();
        var hasProject = Array.Exists(entries, entry => entry.Extension == ".csproj");
        foreach (var entry in entries)
        {
            if (IsLeftOut(entry, hasProject))
            {
                continue;
            }

            TreeLink.Refuse(entry, root);
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

    private static bool IsLeftOut(FileSystemInfo entry, bool besideProject) =>
        entry is DirectoryInfo
            ? entry.Name is ".git" or ".terraform" || (besideProject && entry.Name is "bin" or "obj")
            : entry.Name.EndsWith('~')
                || entry.Name.EndsWith(".tfstate", StringComparison.Ordinal)
                || entry.Name.EndsWith(".tfstate.backup", StringComparison.Ordinal);
}
