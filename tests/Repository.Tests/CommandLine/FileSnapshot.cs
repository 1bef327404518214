using System.Security.Cryptography;

namespace Repository.Tests.CommandLine;

/// <summary>All files and folders below a folder, to see what a program changed.</summary>
internal sealed class FileSnapshot
{
    private readonly SortedDictionary<string, string> _entries = new(StringComparer.Ordinal);

    private FileSnapshot() { }

    public static FileSnapshot Of(string folder)
    {
        var snapshot = new FileSnapshot();
        snapshot.Collect(new DirectoryInfo(folder), "");
        return snapshot;
    }

    /// <summary>The paths that are new, gone or different since then.</summary>
    public IReadOnlyList<string> ChangedSince(FileSnapshot before) =>
        [
            .. _entries
                .Where(entry => before._entries.GetValueOrDefault(entry.Key) != entry.Value)
                .Select(entry => entry.Key)
                .Concat(before._entries.Keys.Except(_entries.Keys))
                .Order(StringComparer.Ordinal),
        ];

    private void Collect(DirectoryInfo folder, string prefix)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var path = prefix + entry.Name;
            if (entry.LinkTarget is { } target)
            {
                _entries[path] = $"link to {target}";
            }
            else if (entry is DirectoryInfo child)
            {
                _entries[path + "/"] = "folder";
                Collect(child, path + "/");
            }
            else
            {
                _entries[path] = Digest(entry.FullName);
            }
        }
    }

    private static string Digest(string file)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (IOException)
        {
            // A program that runs holds it.
            return "locked";
        }
    }
}
