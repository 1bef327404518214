using System.IO.Enumeration;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>The real disk.</summary>
internal sealed class SourceDisk : ISourceDisk
{
    /// <summary>Everything, hidden or not; asking for no attribute keeps the enumeration from looking at each entry.</summary>
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    private static readonly FileStreamOptions Reading = new()
    {
        // No locks, so that no one is kept from writing, and no buffer: the reader has one.
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    };

    private SourceDisk() { }

    public static SourceDisk Instance { get; } = new();

    public List<FolderEntry> List(string folder)
    {
        if (LinuxFolder.List(folder) is { } entries)
        {
            return entries;
        }

        try
        {
            return
            [
                .. new FileSystemEnumerable<FolderEntry>(
                    folder,
                    (ref FileSystemEntry entry) => new FolderEntry(entry.FileName.ToString(), FolderEntryKind.Unknown),
                    Everything
                ),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    public FileFacts? Facts(string path, bool follow) => FileFacts.At(path, follow);

    public Stream Open(string path) => new FileStream(path, Reading);
}
