namespace PathToProd.Tasks.Files;

/// <summary>Distinguishes a file that someone else holds from other failures to open it.</summary>
internal static class FileInUse
{
    private const int WouldBlockLinux = 11; // EWOULDBLOCK
    private const int WouldBlockMac = 35; // EWOULDBLOCK
    private const int SharingViolationWindows = unchecked((int)0x80070020); // ERROR_SHARING_VIOLATION

    /// <summary>Whether opening failed because another handle, of this process or another, holds the file.</summary>
    public static bool IsHeld(IOException exception) =>
        exception.HResult
        == (
            OperatingSystem.IsWindows() ? SharingViolationWindows
            : OperatingSystem.IsMacOS() ? WouldBlockMac
            : WouldBlockLinux
        );
}
