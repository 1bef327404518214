using System.Collections.Immutable;
using PathToProd.Manifests;

namespace PathToProd.Tasks.Files;

/// <summary>The manifests of a checkout on disk.</summary>
public sealed class DiskPlatformFiles(Workspace workspace) : IPlatformFiles
{
    /// <inheritdoc />
    public ImmutableArray<PlatformEntry> List(string folder)
    {
        var directory = new DirectoryInfo(Path.Combine(workspace.Root, folder));
        return directory.Exists
            ? [.. directory.EnumerateFileSystemInfos().Select(entry => Describe(entry, directory.FullName))]
            : [];
    }

    /// <inheritdoc />
    public string? Read(string file)
    {
        var path = Path.Combine(workspace.Root, file);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private static PlatformEntry Describe(FileSystemInfo entry, string folder)
    {
        if (entry.LinkTarget is { } link)
        {
            var target = Target(entry);
            var inside =
                target?.FullName.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) == true;
            if (!inside || !target!.Exists)
            {
                return new PlatformEntry(entry.Name, PlatformEntryKind.LeavingLink, link);
            }
        }

        var isFolder = entry.Attributes.HasFlag(FileAttributes.Directory);
        return new PlatformEntry(entry.Name, isFolder ? PlatformEntryKind.Folder : PlatformEntryKind.File);
    }

    private static FileSystemInfo? Target(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            // It leads in a circle, and the system gave up following it.
            return null;
        }
    }
}
