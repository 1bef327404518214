using System.Collections.Immutable;
using System.IO.Enumeration;
using PathToProd.Model.Platform;
using PathToProd.Text;

namespace PathToProd.Tasks.Files;

/// <summary>The manifests of a checkout on disk. Safe for several threads at once.</summary>
public sealed class DiskPlatformFiles(Workspace workspace) : IPlatformFiles
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <inheritdoc />
    public ImmutableArray<PlatformEntry> List(string folder)
    {
        var path = Path.Combine(workspace.Root, folder);
        if (LinuxFolder.List(path) is { } entries && entries.TrueForAll(entry => entry.Kind != FolderEntryKind.Unknown))
        {
            return [.. entries.ConvertAll(entry => Describe(path, entry))];
        }

        try
        {
            return [.. new FileSystemEnumerable<PlatformEntry>(path, Describe, Everything)];
        }
        catch (IOException) when (!Directory.Exists(path))
        {
            return [];
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PlatformException([
                new Problem(
                    new SourcePosition(folder),
                    $"this folder cannot be read: {exception.Message.TrimEnd('.')}",
                    "make it readable by this user"
                ),
            ]);
        }
    }

    /// <inheritdoc />
    public string? Read(string file)
    {
        var path = Path.Combine(workspace.Root, file);
        try
        {
            return SmallFile.ReadText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var where = new SourcePosition(file);
            throw new PlatformException([
                OddFile.At(path)?.At(where)
                    ?? new Problem(
                        where,
                        $"this cannot be read: {exception.Message.TrimEnd('.')}",
                        "make it readable by this user"
                    ),
            ]);
        }
    }

    private static PlatformEntry Describe(string folder, FolderEntry entry) =>
        entry.Kind switch
        {
            FolderEntryKind.Link => Describe(Link(Path.Combine(folder, entry.Name))),
            FolderEntryKind.Folder => new PlatformEntry(entry.Name, PlatformEntryKind.Folder),
            _ => new PlatformEntry(entry.Name, PlatformEntryKind.File),
        };

    private static PlatformEntry Describe(ref FileSystemEntry entry) => Describe(entry.ToFileSystemInfo());

    private static PlatformEntry Describe(FileSystemInfo entry)
    {
        if (Leaving(entry) is { } link)
        {
            return new PlatformEntry(entry.Name, PlatformEntryKind.LeavingLink, link);
        }

        var isFolder = entry.Attributes.HasFlag(FileAttributes.Directory);
        return new PlatformEntry(entry.Name, isFolder ? PlatformEntryKind.Folder : PlatformEntryKind.File);
    }

    private static FileSystemInfo Link(string path) =>
        Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);

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
