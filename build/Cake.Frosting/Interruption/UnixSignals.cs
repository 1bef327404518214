using System.Runtime.InteropServices;

namespace Cake.Frosting;

/// <summary>What .NET's <see cref="System.Diagnostics.Process"/> cannot do: ask a process to end. Does nothing on Windows.</summary>
internal static class UnixSignals
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    public static void Terminate(int id) => Send(id, SigTerm);

    public static void Kill(int id) => Send(id, SigKill);

    private static void Send(int id, int signal)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = NativeKill(id, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int id, int signal);
}
