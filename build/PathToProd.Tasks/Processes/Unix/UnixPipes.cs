using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Processes.Unix;

/// <summary>
/// The pipes to a child, and the loop that serves them all in one thread: it sleeps in <c>poll</c> until there is
/// something to read, to write, or the news that the child has ended. Streams captured apart arrive in order of arrival.
/// </summary>
internal sealed unsafe class UnixPipes : IDisposable
{
    // What the child itself wrote is in the pipe when it ends, and is read at once. These bound the wait for others
    // that hold the pipe: a process in the background that never ends must not make its command endless.
    private const int QuietMilliseconds = 200;
    private const int DrainMilliseconds = 2000;

    // No more than this can be written to a pipe that is ready without ever blocking (POSIX's least PIPE_BUF).
    private const int AtomicWrite = 512;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(64 * 1024);
    private readonly AnonymousPipeServerStream _output = Reading();
    private readonly AnonymousPipeServerStream? _error;
    private readonly AnonymousPipeServerStream? _input;
    private readonly AnonymousPipeServerStream _wake = Reading();
    private readonly OutputSource _outputStream;
    private ReadOnlyMemory<byte> _unwritten;

    internal UnixPipes(Command command)
    {
        _outputStream = command.Capture == Capture.None ? OutputSource.Both : OutputSource.Output;
        _error = command.Capture == Capture.None ? null : Reading();
        if (command.StandardInput is { } input)
        {
            _unwritten = input;
            _input = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        }
    }

    /// <summary>The child's ends. Without capture both its streams are one pipe, and their order is the order of writing.</summary>
    internal (int Input, int Output, int Error) ChildFiles =>
        (_input is null ? -1 : ChildEnd(_input), ChildEnd(_output), ChildEnd(_error ?? _output));

    public void Dispose()
    {
        // A stream does not close the other end of its pipe once its number was asked for.
        CloseChildFiles();
        _wake.DisposeLocalCopyOfClientHandle();
        _output.Dispose();
        _error?.Dispose();
        _input?.Dispose();
        _wake.Dispose();
    }

    internal void CloseChildFiles()
    {
        // Else our own copy would keep the pipe open forever.
        _output.DisposeLocalCopyOfClientHandle();
        _error?.DisposeLocalCopyOfClientHandle();
        _input?.DisposeLocalCopyOfClientHandle();
    }

    internal void StopPumping()
    {
        byte any = 1;
        _ = LibC.Write(ChildEnd(_wake), &any, 1);
    }

    internal void Pump(BytesReceived received)
    {
        const int Output = 0;
        const int Error = 1;
        const int Input = 2;
        const int Wake = 3;
        var entries = stackalloc LibC.PollEntry[4];
        entries[Output] = Entry(_output, LibC.PollIn);
        entries[Error] = Entry(_error, LibC.PollIn);
        entries[Input] = Entry(_input, LibC.PollOut);
        entries[Wake] = Entry(_wake, LibC.PollIn);
        Stopwatch? sinceEnd = null;
        while (entries[Output].File >= 0 || entries[Error].File >= 0 || (entries[Input].File >= 0 && sinceEnd is null))
        {
            var ready = LibC.Poll(entries, 4, sinceEnd is null ? -1 : QuietMilliseconds);
            if (sinceEnd is not null && (ready == 0 || sinceEnd.ElapsedMilliseconds > DrainMilliseconds))
            {
                return;
            }

            if (ready <= 0)
            {
                continue; // interrupted by a signal
            }

            ReadIfReady(ref entries[Output], _outputStream, received);
            ReadIfReady(ref entries[Error], OutputSource.Error, received);
            WriteIfReady(ref entries[Input]);
            if (entries[Wake].Result != 0)
            {
                entries[Wake].File = -1;
                sinceEnd = Stopwatch.StartNew();
            }
        }
    }

    private static AnonymousPipeServerStream Reading() => new(PipeDirection.In, HandleInheritability.None);

    private static int ChildEnd(AnonymousPipeServerStream pipe) => (int)pipe.ClientSafePipeHandle.DangerousGetHandle();

    private static LibC.PollEntry Entry(AnonymousPipeServerStream? pipe, short events) =>
        // A negative number is passed over by poll.
        new() { File = pipe is null ? -1 : (int)pipe.SafePipeHandle.DangerousGetHandle(), Events = events };

    private void ReadIfReady(ref LibC.PollEntry entry, OutputSource stream, BytesReceived received)
    {
        if (entry.File < 0 || entry.Result == 0)
        {
            return;
        }

        nint count;
        fixed (byte* buffer = _buffer)
        {
            count = LibC.Read(entry.File, buffer, (nuint)_buffer.Length);
        }

        if (count > 0)
        {
            received(stream, _buffer.AsSpan(0, (int)count));
        }
        else if (count == 0 || Marshal.GetLastPInvokeError() != LibC.ErrorInterrupted)
        {
            entry.File = -1;
        }
    }

    private void WriteIfReady(ref LibC.PollEntry entry)
    {
        if (entry.File < 0 || entry.Result == 0)
        {
            return;
        }

        var count = 0;
        var failed = (entry.Result & LibC.PollOut) == 0;
        if (!failed && !_unwritten.IsEmpty)
        {
            fixed (byte* data = _unwritten.Span)
            {
                count = (int)LibC.Write(entry.File, data, (nuint)Math.Min(AtomicWrite, _unwritten.Length));
            }

            failed = count < 0 && Marshal.GetLastPInvokeError() != LibC.ErrorInterrupted;
        }

        // A program may end or close its input before it has read all: that is its right, and not a failure of ours.
        _unwritten = _unwritten[Math.Max(0, count)..];
        if (failed || _unwritten.IsEmpty)
        {
            entry.File = -1;
            _input!.Dispose();
        }
    }
}
