using System.Runtime.InteropServices;
using System.Text;

namespace PathToProd.Tasks.Files;

/// <summary>
/// Lists a folder with what the system says of each entry anyway: whether it is a folder, a link or something else. .NET
/// knows that too, but keeps links to itself, so that each entry would have to be looked at again.
/// </summary>
internal static unsafe partial class LinuxFolder
{
    // Fields of glibc's and musl's struct dirent on every 64-bit processor.
    private const int KindAt = 18;
    private const int NameAt = 19;

    private static volatile bool _isMissing = !OperatingSystem.IsLinux() || sizeof(nint) < 8;

    /// <summary>The entries, without <c>.</c> and <c>..</c>; null when the folder has to be listed in another way, or there is none.</summary>
    public static List<FolderEntry>? List(string path)
    {
        if (_isMissing)
        {
            return null;
        }

        try
        {
            var folder = Open(path);
            if (folder == 0)
            {
                return null;
            }

            try
            {
                return Read(folder);
            }
            finally
            {
                _ = Close(folder);
            }
        }
        catch (EntryPointNotFoundException)
        {
            _isMissing = true;
            return null;
        }
    }

    private static List<FolderEntry>? Read(nint folder)
    {
        var entries = new List<FolderEntry>();
        while (Next(folder) is var entry && entry is not null)
        {
            var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameAt);
            if (bytes is not ([(byte)'.'] or [(byte)'.', (byte)'.']))
            {
                entries.Add(new FolderEntry(Encoding.UTF8.GetString(bytes), (FolderEntryKind)entry[KindAt]));
            }
        }

        // The end and a failure look the same but for this.
        return Marshal.GetLastPInvokeError() == 0 ? entries : null;
    }

    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static partial byte* Next(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int Close(nint folder);
}

/// <summary>An entry of a folder.</summary>
internal sealed record FolderEntry(string Name, FolderEntryKind Kind);

/// <summary>What an entry is; other numbers are pipes, sockets and devices.</summary>
internal enum FolderEntryKind : byte
{
    /// <summary>The file system does not say.</summary>
    Unknown = 0,

    /// <summary>A folder.</summary>
    Folder = 4,

    /// <summary>A file.</summary>
    File = 8,

    /// <summary>A symbolic link.</summary>
    Link = 10,
}
