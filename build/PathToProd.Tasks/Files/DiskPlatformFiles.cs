using System.Collections.Immutable;
using System.IO.Enumeration;
using PathToProd.Manifests;

namespace PathToProd.Tasks.Files;

/// <summary>The manifests of a checkout on disk. Safe for several threads at once.</summary>
public sealed class DiskPlatformFiles(Workspace workspace) : IPlatformFiles
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0 };

    /// <inheritdoc />
    public ImmutableArray<PlatformEntry> List(string folder)
    {
        var path = Path.Combine(workspace.Root, folder);
        try
        {
            return [.. new FileSystemEnumerable<PlatformEntry>(path, Describe, Everything)];
        }
        catch (IOException) when (!Directory.Exists(path))
        {
            return [];
        }
    }

    /// <inheritdoc />
    public string? Read(string file) => SmallFile.ReadText(Path.Combine(workspace.Root, file));

    private static PlatformEntry Describe(ref FileSystemEntry entry)
    {
        var attributes = entry.Attributes;
        if (attributes.HasFlag(FileAttributes.ReparsePoint) && Leaving(entry.ToFileSystemInfo()) is { } link)
        {
            return new PlatformEntry(entry.FileName.ToString(), PlatformEntryKind.LeavingLink, link);
        }

        var isFolder = attributes.HasFlag(FileAttributes.Directory);
        return new PlatformEntry(
            entry.FileName.ToString(),
            isFolder ? PlatformEntryKind.Folder : PlatformEntryKind.File
        );
    }

    /// <summary>What a link says that leaves its folder, or leads to nothing; null for any other.</summary>
    private static string? Leaving(FileSystemInfo entry)
    {
        if (entry.LinkTarget is not { } link)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(entry.FullName);
        var target = Target(entry);
        var inside =
            target?.FullName.StartsWith($"{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal) == true;
        return inside && target!.Exists ? null : link;
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
