using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Files;

/// <summary>
/// Linux's <c>statx</c>: the one call that gives all <see cref="FileFacts"/> with a layout that is the same for every C library
/// and processor. .NET itself shows neither the time of the last change nor the inode.
/// </summary>
internal static unsafe partial class StatX
{
    private const int RelativeToHere = -100;
    private const int DoNotFollow = 0x100;
    private const uint Wanted = 0x3C3; // type, mode, both times, inode and size

    private const int ErrorNoEntry = 2;
    private const int ErrorNotDirectory = 20;
    private const int ErrorCircle = 40;

    private const long NanosecondsPerSecond = 1_000_000_000;

    private static volatile bool _isMissing = !OperatingSystem.IsLinux();

    /// <summary>False when this system, its C library, or the path has to be asked in another way.</summary>
    public static bool Facts(string path, bool follow, out FileFacts? facts)
    {
        facts = null;
        if (_isMissing)
        {
            return false;
        }

        try
        {
            if (Call(RelativeToHere, path, follow ? 0 : DoNotFollow, Wanted, out var status) != 0)
            {
                return Marshal.GetLastPInvokeError() is ErrorNoEntry or ErrorNotDirectory or ErrorCircle;
            }

            facts = new FileFacts(
                (long)status.Size,
                status.Modified.Nanoseconds,
                status.Changed.Nanoseconds,
                status.Inode,
                status.Mode
            );
            return true;
        }
        catch (EntryPointNotFoundException)
        {
            _isMissing = true;
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Call(int folder, string path, int flags, uint wanted, out Status status);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        internal long Seconds;
        internal uint Fraction;
        internal int Unused;

        internal readonly long Nanoseconds => Seconds * NanosecondsPerSecond + Fraction;
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        internal ushort Mode;

        [FieldOffset(32)]
        internal ulong Inode;

        [FieldOffset(40)]
        internal ulong Size;

        [FieldOffset(96)]
        internal Time Changed;

        [FieldOffset(112)]
        internal Time Modified;
    }
}
