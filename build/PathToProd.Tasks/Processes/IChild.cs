using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Processes;

/// <summary>Takes bytes that a child printed.</summary>
internal delegate void BytesReceived(OutputSource stream, ReadOnlySpan<byte> bytes);

/// <summary>How a child ended: an exit code, or a signal.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChildExit(int Code, int? Signal);

/// <summary>A started process, as each operating system makes it. <see cref="RunningCommand"/> decides when what happens to it.</summary>
internal interface IChild : IDisposable
{
    int Id { get; }

    /// <summary>Feeds the child and reads what it prints until both streams end, or shortly after <see cref="StopPumping"/>.</summary>
    void Pump(BytesReceived received);

    /// <summary>Says that the child has ended: what it printed is still read, but no other process that holds the pipe is waited for.</summary>
    void StopPumping();

    /// <summary>Returns when the child has ended. Its id stays its own until <see cref="Reap"/>.</summary>
    void WaitForExit();

    /// <summary>Lets the ended child go. No signal may be sent to it after that.</summary>
    ChildExit Reap();

    /// <summary>Asks the child, and only it, to end.</summary>
    void EndPolitely();

    /// <summary>Ends the whole tree now.</summary>
    void ForceKill();

    /// <summary>Ends what the ended child left running: politely until the time is up or the event is set, then by force.</summary>
    void EndRest(TimeSpan grace, WaitHandle killNow);
}
