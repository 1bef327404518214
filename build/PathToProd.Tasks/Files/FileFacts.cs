namespace PathToProd.Tasks.Files;

/// <summary>What the file system says about a file without reading it. As long as all of it stays, so does the content.</summary>
/// <param name="Size">Bytes on disk.</param>
/// <param name="Modified">When the content changed last, in nanoseconds since 1970; tools may set it to anything.</param>
/// <param name="Changed">
/// When the content or anything about the file changed last, in nanoseconds since 1970; no program can set it. 0 where the system
/// does not say: there, a change that keeps size and <paramref name="Modified"/> is not seen.
/// </param>
/// <param name="Inode">The file's number on its disk: another after it was replaced. 0 where the system does not say.</param>
/// <param name="Mode">Kind and permissions as Unix writes them.</param>
internal sealed record FileFacts(long Size, long Modified, long Changed, ulong Inode, int Mode)
{
    private const int KindMask = 0xF000;
    private const int OwnerMayExecute = 0x40;

    public const int Folder = 0x4000;
    public const int File = 0x8000;
    public const int Link = 0xA000;

    /// <summary>
    /// How long a file must have been at rest before it was read so that its facts stand for its content: file systems keep
    /// times in steps of up to 2 seconds, and a change within the same step changes none of them.
    /// </summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>One of the constants here, or a kind that is none of them: a pipe, a socket or a device.</summary>
    public int Kind => Mode & KindMask;

    public bool IsFolder => Kind == Folder;

    public bool IsFile => Kind == File;

    public bool IsLink => Kind == Link;

    public bool IsExecutable => (Mode & OwnerMayExecute) != 0;

    /// <summary>Whether the same facts will mean the same content from now on.</summary>
    /// <param name="began">When the reading of the content began.</param>
    public bool WereAtRest(DateTimeOffset began)
    {
        var latest = (began - Rest - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        return Modified < latest && Changed < latest;
    }

    /// <summary>The facts of what is at a path; null when nothing is, or a link leads nowhere or in a circle.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">Whether to look at what a link leads to, and not at the link itself.</param>
    public static FileFacts? At(string path, bool follow) =>
        StatX.Facts(path, follow, out var facts) ? facts : Plain(path, follow);

    /// <summary>What .NET knows on every system: neither the time of the last change of any kind nor the number on the disk.</summary>
    internal static FileFacts? Plain(string path, bool follow)
    {
        FileSystemInfo entry = new FileInfo(path);
        if (entry.LinkTarget is not null)
        {
            if (!follow)
            {
                return new FileFacts(0, 0, 0, 0, Link);
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
        var modified = (entry.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        return entry is FileInfo file
            ? new FileFacts(file.Length, modified, 0, 0, File | mode)
            : new FileFacts(0, modified, 0, 0, Folder | mode);
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
