using System.Globalization;
using System.Runtime.InteropServices;

namespace PathToProd.Tools.Processes.Unix;

/// <summary>
/// A signal that a program ignores is ignored by its children too: .NET ignores SIGPIPE, and a child then writes on into nothing; a
/// shell has what it starts in the background ignore Ctrl-C, and a tool could then not be asked to end. What has a handler goes to a
/// child as the default, so these signals get one: a function of the C library that does no harm, as managed code cannot run there.
/// </summary>
internal static class IgnoredSignals
{
    private const int SigInt = 2;
    private const int SigQuit = 3;

    private static readonly bool IsHandled = Handle();

    /// <summary>Makes sure that no child inherits them; the first call counts. SIGHUP stays ignored under nohup, which wants that.</summary>
    internal static void KeepFromChildren() => GC.KeepAlive(IsHandled);

    private static bool Handle()
    {
        var library = NativeLibrary.Load("libc", typeof(IgnoredSignals).Assembly, searchPath: null);
        var harmless = NativeLibrary.GetExport(library, "getpid");
        return Ignored().Aggregate(true, (all, signal) => LibC.Signal(signal, harmless) != -1 && all);
    }

    /// <summary>Those of the three that are ignored now: another's handler stays. Where the system does not say, it is SIGPIPE alone.</summary>
    private static IEnumerable<int> Ignored()
    {
        const string Status = "/proc/self/status";
        const string Field = "SigIgn:";
        var line = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal))
            : null;
        if (line is null)
        {
            return [LibC.SigPipe];
        }

        var mask = ulong.Parse(line.AsSpan(Field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((int[])[SigInt, SigQuit, LibC.SigPipe]).Where(signal => (mask >> (signal - 1) & 1) == 1);
    }
}
