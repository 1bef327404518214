using System.Runtime.InteropServices;

namespace PathToProd.Tools.Processes.Unix;

/// <summary>
/// .NET ignores SIGPIPE, and a child that inherits that writes on into nothing. What has a handler goes to a child as
/// the default, so it gets one: a function of the C library that does no harm, as managed code cannot run there.
/// </summary>
internal static class BrokenPipe
{
    private static readonly bool IsHandled = Handle();

    /// <summary>Makes sure that no child inherits it; the first call counts.</summary>
    internal static void KeepFromChildren() => GC.KeepAlive(IsHandled);

    private static bool Handle()
    {
        var library = NativeLibrary.Load("libc", typeof(BrokenPipe).Assembly, searchPath: null);
        return LibC.Signal(LibC.SigPipe, NativeLibrary.GetExport(library, "getpid")) != -1;
    }
}
