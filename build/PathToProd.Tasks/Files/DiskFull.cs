namespace PathToProd.Tasks.Files;

/// <summary>Distinguishes a full disk from other failures to write.</summary>
internal static class DiskFull
{
    private const int NoSpaceLinux = 28; // ENOSPC, the same number on Linux and macOS
    private const int QuotaLinux = 122; // EDQUOT
    private const int QuotaMac = 69; // EDQUOT
    private const int DiskFullWindows = unchecked((int)0x80070070); // ERROR_DISK_FULL
    private const int HandleDiskFullWindows = unchecked((int)0x80070027); // ERROR_HANDLE_DISK_FULL

    /// <summary>Whether a disk, or a user's share of it, is full.</summary>
    public static bool Is(IOException exception) =>
        exception.HResult is DiskFullWindows or HandleDiskFullWindows
        || (OperatingSystem.IsLinux() && exception.HResult is NoSpaceLinux or QuotaLinux)
        || (OperatingSystem.IsMacOS() && exception.HResult is NoSpaceLinux or QuotaMac);
}
