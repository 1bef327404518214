using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Files;

/// <summary>Makes sure that a file that was just created is still in its folder after the machine lost its power.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Flushes the folder's own entry to disk. Does nothing on Windows, which does so itself, and where a file system cannot.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no folders. O_RDONLY is 0 on every Unix, and without O_CREAT there is no mode to pass.
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            return;
        }

        _ = Sync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
