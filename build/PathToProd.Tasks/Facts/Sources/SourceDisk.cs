using System.IO.Enumeration;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>The real disk.</summary>
internal sealed class SourceDisk : ISourceDisk
{
    private const long NanosecondsPerTick = 100;

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

    public List<string> List(string folder)
    {
        try
        {
            return
            [
                .. new FileSystemEnumerable<string>(
                    folder,
                    (ref FileSystemEntry entry) => entry.FileName.ToString(),
                    Everything
                ),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    public FileFacts? Facts(string path, bool follow) =>
        StatX.Facts(path, follow, out var facts) ? facts : Plain(path, follow);

    public Stream Open(string path) => new FileStream(path, Reading);

    /// <summary>What .NET knows on every system: neither the time of the last change of any kind nor the number on the disk.</summary>
    internal static FileFacts? Plain(string path, bool follow)
    {
        FileSystemInfo entry = new FileInfo(path);
        if (entry.LinkTarget is not null)
        {
            if (!follow)
            {
                return new FileFacts(0, 0, 0, 0, FileFacts.Link);
            }

            if (Target(entry) is not { } target)
            {
                return null;
            }

            entry = target;
        }

        if (!entry.Exists)
        {
            entry = new DirectoryInfo(entry.FullName);
        }

        if (!entry.Exists)
        {
            return null;
        }

        var mode = OperatingSystem.IsWindows() ? 0 : (int)entry.UnixFileMode;
        var modified = (entry.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
        return entry is FileInfo file
            ? new FileFacts(file.Length, modified, 0, 0, FileFacts.File | mode)
            : new FileFacts(0, modified, 0, 0, FileFacts.Folder | mode);
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
