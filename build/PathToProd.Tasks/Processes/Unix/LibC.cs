using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Processes.Unix;

/// <summary>The functions of the C library that the runner needs; the same on Linux (glibc and musl) and macOS.</summary>
internal static unsafe partial class LibC
{
    internal const int SigKill = 9;
    internal const int SigTerm = 15;

    internal const int ErrorNoEntry = 2;
    internal const int ErrorInterrupted = 4;
    internal const int ErrorTooBig = 7;
    internal const int ErrorNoExec = 8;
    internal const int ErrorNoChild = 10;
    internal const int ErrorNoMemory = 12;
    internal const int ErrorAccess = 13;
    internal const int ErrorNotDirectory = 20;
    internal const int ErrorTextBusy = 26;

    internal const short PollIn = 1;
    internal const short PollOut = 4;

    internal const short SpawnSetSignalDefaults = 0x04;
    internal const short SpawnSetSignalMask = 0x08;

    internal static int SigCont => OperatingSystem.IsMacOS() ? 19 : 18;

    internal static int ErrorTryAgain => OperatingSystem.IsMacOS() ? 35 : 11;

    internal static short SpawnSetSession => (short)(OperatingSystem.IsMacOS() ? 0x0400 : 0x80);

    /// <summary>Closes in the child what the file actions do not name; only macOS has it, and macOS has no atomic pipe with close-on-exec.</summary>
    internal static short SpawnCloseRest => (short)(OperatingSystem.IsMacOS() ? 0x4000 : 0);

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        internal int File;
        internal short Events;
        internal short Result;
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    internal static partial int Spawn(
        out int id,
        byte* path,
        void* actions,
        void* attributes,
        byte** arguments,
        byte** environment
    );

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    internal static partial int ActionsInit(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    internal static partial int ActionsDestroy(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    internal static partial int ActionsAddDuplicate(void* actions, int file, int target);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ActionsAddOpen(void* actions, int target, string path, int flags, uint mode);

    [LibraryImport(
        "libc",
        EntryPoint = "posix_spawn_file_actions_addchdir_np",
        StringMarshalling = StringMarshalling.Utf8
    )]
    internal static partial int ActionsAddDirectory(void* actions, string path);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    internal static partial int AttributesInit(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    internal static partial int AttributesDestroy(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    internal static partial int AttributesSetFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    internal static partial int AttributesSetSignalDefaults(void* attributes, void* set);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    internal static partial int AttributesSetSignalMask(void* attributes, void* set);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    internal static partial int SignalsNone(void* set);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    internal static partial int SignalsAll(void* set);

    [LibraryImport("libc", EntryPoint = "sigdelset")]
    internal static partial int SignalsRemove(void* set, int signal);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    internal static partial int WaitId(int kind, int id, void* info, int options);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    internal static partial int WaitPid(int id, out int status, int options);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int id, int signal);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Access(string path, int mode);
}
