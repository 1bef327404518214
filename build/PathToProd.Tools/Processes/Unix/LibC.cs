using System.Runtime.InteropServices;

namespace PathToProd.Tools.Processes.Unix;

/// <summary>The functions of the C library that .NET has no face for; the same on Linux (glibc and musl) and macOS.</summary>
internal static partial class LibC
{
    internal const int SigKill = 9;
    internal const int SigPipe = 13;
    internal const int SigTerm = 15;

    internal const int ErrorNoEntry = 2;
    internal const int ErrorTooBig = 7;
    internal const int ErrorNoExec = 8;
    internal const int ErrorNoMemory = 12;
    internal const int ErrorAccess = 13;
    internal const int ErrorNotDirectory = 20;

    internal const short PollIn = 1;

    internal static int SigCont => OperatingSystem.IsMacOS() ? 19 : 18;

    internal static int ErrorTryAgain => OperatingSystem.IsMacOS() ? 35 : 11;

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        internal int File;
        internal short Events;
        internal short Result;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(ref PollEntry entry, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "signal")]
    internal static partial nint Signal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int id, int signal);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Access(string path, int mode);
}
