using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Processes.Unix;

/// <summary>
/// Waits for a child and looks at how it ended, without reaping it: that is .NET's part, which then says only a code,
/// the same for a signal as for an exit with 128 and more (git exits with 129).
/// </summary>
internal static unsafe class ChildWait
{
    /// <summary>The end of a child; null when .NET was faster, which is rare, as the system wakes this thread itself.</summary>
    internal static ChildExit? WaitFor(int id)
    {
        const int ById = 1;
        const int Exited = 4;
        var leave = OperatingSystem.IsMacOS() ? 0x20 : 0x01000000;
        var info = stackalloc int[64]; // siginfo_t is 128 bytes on Linux, 104 on macOS
        while (LibC.WaitId(ById, id, info, Exited | leave) != 0)
        {
            if (Marshal.GetLastPInvokeError() != LibC.ErrorInterrupted)
            {
                return null;
            }
        }

        // si_code, and si_status after si_pid and si_uid, which Linux aligns for the pointers beside them.
        const int ByItself = 1;
        var status = info[OperatingSystem.IsMacOS() || !Environment.Is64BitProcess ? 5 : 6];
        return info[2] == ByItself ? new ChildExit(status & 0xff, null) : ChildExit.By(status);
    }
}
