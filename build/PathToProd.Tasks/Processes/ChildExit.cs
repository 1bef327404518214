using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Processes;

/// <summary>How a child ended: an exit code, or a signal.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChildExit(int Code, int? Signal)
{
    private const int LastSignal = 64;

    /// <summary>The end of a program that a signal ended, with the code that shells give it.</summary>
    internal static ChildExit By(int signal) => new(128 + signal, signal);

    /// <summary>What .NET says: a code alone, with 128 plus the number for a signal.</summary>
    internal static ChildExit Of(int code) => code is > 128 and <= 128 + LastSignal ? By(code - 128) : new(code, null);
}
