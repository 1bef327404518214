using System.Collections.Concurrent;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Tests.Facts.Sources;

/// <summary>The real disk, which counts what it is asked and lets a test act meanwhile.</summary>
internal sealed class CountingDisk : ISourceDisk
{
    private int _lists;
    private int _looks;

    public int Lists => _lists;

    public int Looks => _looks;

    /// <summary>The paths of the files that were opened.</summary>
    public ConcurrentQueue<string> Opened { get; } = [];

    /// <summary>Makes the stream of a file; the real one by default.</summary>
    public Func<string, Stream> Opening { get; set; } = SourceDisk.Instance.Open;

    /// <summary>What the disk says of what there is; all of it by default.</summary>
    public Func<FileFacts, FileFacts> Telling { get; set; } = facts => facts;

    public List<FolderEntry> List(string folder)
    {
        Interlocked.Increment(ref _lists);
        return SourceDisk.Instance.List(folder);
    }

    public FileFacts? Facts(string path, bool follow)
    {
        Interlocked.Increment(ref _looks);
        return SourceDisk.Instance.Facts(path, follow) is { } facts ? Telling(facts) : null;
    }

    public Stream Open(string path)
    {
        Opened.Enqueue(path);
        return Opening(path);
    }
}
