using Microsoft.Win32.SafeHandles;

namespace PathToProd.Tasks.Files;

/// <summary>Files that one handle holds at a time, of this process or another. The system lets go of them when a process is killed.</summary>
internal static class HeldFile
{
    private const int WouldBlockLinux = 11; // EWOULDBLOCK
    private const int WouldBlockMac = 35; // EWOULDBLOCK
    private const int SharingViolationWindows = unchecked((int)0x80070020); // ERROR_SHARING_VIOLATION

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Holds a file, which is created when it is not there; null when another handle holds it.</summary>
    /// <exception cref="IOException">It cannot be opened for another reason.</exception>
    public static SafeFileHandle? TryHold(
        string path,
        FileMode mode = FileMode.OpenOrCreate,
        FileAccess access = FileAccess.ReadWrite
    )
    {
        try
        {
            return File.OpenHandle(path, mode, access, FileShare.None);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    /// <summary>Holds a file as soon as no other handle does.</summary>
    /// <param name="path">The file, which is created when it is not there.</param>
    /// <param name="patience">How long to wait.</param>
    /// <exception cref="IOException">It cannot be opened, or was held all the time, which <see cref="IsHeld"/> tells.</exception>
    public static SafeFileHandle Hold(string path, TimeSpan patience) =>
        WhenFree(() => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), patience);

    /// <summary>Opens a file as soon as no other handle holds it.</summary>
    public static T WhenFree<T>(Func<T> open, TimeSpan patience)
    {
        var deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return open();
            }
            catch (IOException exception) when (IsHeld(exception) && Environment.TickCount64 < deadline)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Whether opening failed because another handle holds the file.</summary>
    public static bool IsHeld(IOException exception) =>
        exception.HResult
        == (
            OperatingSystem.IsWindows() ? SharingViolationWindows
            : OperatingSystem.IsMacOS() ? WouldBlockMac
            : WouldBlockLinux
        );
}
