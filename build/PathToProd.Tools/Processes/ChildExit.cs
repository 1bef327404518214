using System.Runtime.InteropServices;

namespace PathToProd.Tools.Processes;

/// <summary>How a child ended: an exit code, or a signal.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChildExit(int Code, int? Signal)
{
    /// <summary>
    /// What .NET says: a code alone, which is 128 and the number for a signal, as shells pass it on. Only signals count that
    /// end programs in practice and have one number on every system. Not SIGHUP: git returns 129 when it is called wrongly.
    /// </summary>
    internal static ChildExit Of(int code) =>
        new(code, code - 128 is 2 or 3 or 4 or 6 or 8 or 9 or 11 or 13 or 15 ? code - 128 : null);
}
