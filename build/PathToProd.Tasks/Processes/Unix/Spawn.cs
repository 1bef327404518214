using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Processes.Unix;

/// <summary>
/// Starts a process by <c>posix_spawn</c>. Unlike .NET's own Process it gives the child a session of its own: the
/// terminal's Ctrl-C then reaches the child only through us and once, a program that asks for a password on the
/// terminal fails instead of stopping silently, and the tree can be recognised by its session. The child has no signal
/// ignored or blocked, whatever this process ignores (.NET ignores SIGPIPE).
/// </summary>
internal static unsafe class Spawn
{
    // Larger than these opaque types are anywhere; they hold at most a few pointers and two signal sets.
    private const int OpaqueSize = 1024;

    // A file that was just written can still be open for writing in a child that some thread started meanwhile and
    // that has not yet reached its exec: "text file busy", for a few milliseconds. Go retries it too
    // (golang/go#22315).
    private const int BusyTries = 20;

    /// <returns>0 and the id, or an errno.</returns>
    internal static int Start(
        string file,
        string? directory,
        List<string> arguments,
        List<string> environment,
        (int Input, int Output, int Error) files,
        out int id
    )
    {
        using var path = new NativeStrings([file]);
        using var argv = new NativeStrings(arguments);
        using var envp = new NativeStrings(environment);
        void* actions = NativeMemory.AllocZeroed(OpaqueSize);
        void* attributes = NativeMemory.AllocZeroed(OpaqueSize);
        try
        {
            _ = LibC.ActionsInit(actions);
            _ = LibC.AttributesInit(attributes);
            Describe(actions, directory, files);
            Describe(attributes);
            for (var tries = 1; ; tries++)
            {
                var error = LibC.Spawn(out id, *path.Pointer, actions, attributes, argv.Pointer, envp.Pointer);
                if (error != LibC.ErrorTextBusy || tries == BusyTries)
                {
                    return error;
                }

                Thread.Sleep(10);
            }
        }
        finally
        {
            _ = LibC.ActionsDestroy(actions);
            _ = LibC.AttributesDestroy(attributes);
            NativeMemory.Free(actions);
            NativeMemory.Free(attributes);
        }
    }

    private static void Describe(void* actions, string? directory, (int Input, int Output, int Error) files)
    {
        if (files.Input < 0)
        {
            Check(LibC.ActionsAddOpen(actions, 0, "/dev/null", 0, 0));
        }
        else
        {
            Check(LibC.ActionsAddDuplicate(actions, files.Input, 0));
        }

        Check(LibC.ActionsAddDuplicate(actions, files.Output, 1));
        Check(LibC.ActionsAddDuplicate(actions, files.Error, 2));
        if (directory is not null)
        {
            Check(LibC.ActionsAddDirectory(actions, directory));
        }
    }

    private static void Describe(void* attributes)
    {
        var set = stackalloc byte[128]; // glibc's sigset_t, the largest
        _ = LibC.SignalsNone(set);
        Check(LibC.AttributesSetSignalMask(attributes, set));
        _ = LibC.SignalsAll(set);
        _ = LibC.SignalsRemove(set, LibC.SigKill);
        _ = LibC.SignalsRemove(set, OperatingSystem.IsMacOS() ? 17 : 19); // SIGSTOP, like SIGKILL not to be set
        Check(LibC.AttributesSetSignalDefaults(attributes, set));
        var flags = LibC.SpawnSetSession + LibC.SpawnSetSignalDefaults + LibC.SpawnSetSignalMask + LibC.SpawnCloseRest;
        Check(LibC.AttributesSetFlags(attributes, (short)flags));
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new StartFailedException(
                Marshal.GetPInvokeErrorMessage(error),
                "This system's posix_spawn does not have what the runner needs; run on glibc 2.29, musl 1.1.24, macOS 10.15 or later"
            );
        }
    }
}
