using PathToProd.Text;

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
        var root = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        Collect(root, prefix: "", [root.FullName], files);
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

    /// <param name="directory">Where the folder really is, so that links in it are read as the system reads them.</param>
    /// <param name="prefix">Its path in the tree, with a slash at the end.</param>
    /// <param name="around">The folders from the root down to this one, each where it really is.</param>
    /// <param name="files">What was found.</param>
    private static void Collect(DirectoryInfo directory, string prefix, List<string> around, List<string> files)
    {
        var entries = directory.GetFileSystemInfos();
        var hasProject = Array.Exists(entries, entry => LeftOut.IsProject(entry.Name));
        foreach (var entry in entries.Where(entry => !LeftOut.Is(entry.Name, entry is DirectoryInfo, hasProject)))
        {
            if (TreeLink.Follow(entry, around[0], around) is DirectoryInfo child)
            {
                around.Add(child.FullName);
                Collect(child, $"{prefix}{entry.Name}/", around, files);
                around.RemoveAt(around.Count - 1);
            }
            else
            {
                files.Add(prefix + entry.Name);
            }
        }
    }
}
