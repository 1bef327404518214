using System.Diagnostics;
using System.IO.Pipes;
using PathToProd.Tools.Processes.Unix;

namespace PathToProd.Tools.Processes;

/// <summary>Takes bytes that a child printed.</summary>
internal delegate void BytesReceived(OutputSource stream, ReadOnlySpan<byte> bytes);

/// <summary>
/// Reads the streams of a child, each in a thread of its own. Reading in the thread pool, as CliWrap's own targets do,
/// stands still while commands that wait for each other's output fill the pool.
/// </summary>
/// <param name="received">Takes the bytes, one call at a time.</param>
internal sealed class OutputReader(BytesReceived received)
{
    // What the child itself wrote is in the pipe when it ends, and is read at once. These bound the wait for others
    // that hold the pipe: a process in the background that never ends must not make its command endless. CliWrap waits
    // for it (https://github.com/Tyrrrz/CliWrap/issues/241).
    private const int QuietMilliseconds = 200;
    private const int DrainMilliseconds = 2000;

    private readonly Lock _gate = new();
    private readonly List<Thread> _threads = [];
    private volatile Stopwatch? _sinceEnd;
    private bool _isOver;

    /// <summary>Starts to read a stream.</summary>
    /// <returns>Done when the stream has ended or was let go of.</returns>
    internal Task ReadAsync(Stream stream, OutputSource source)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                try
                {
                    Read(stream, source);
                }
                catch (Exception exception) when (exception is IOException or ObjectDisposedException)
                {
                    // Windows: it was let go of meanwhile.
                }
                finally
                {
                    done.SetResult();
                }
            },
            1 << 20
        );
        (thread.IsBackground, thread.Name) = (true, "reads from a process");
        _threads.Add(thread);
        thread.Start();
        return done.Task;
    }

    /// <summary>Reads what the ended child printed to its end, or until only other processes hold the pipe.</summary>
    /// <returns>Whether all was read; else no more will be received.</returns>
    internal bool Drain()
    {
        _sinceEnd = Stopwatch.StartNew();
        var all = _threads.TrueForAll(thread =>
            thread.Join(OperatingSystem.IsWindows() ? DrainMilliseconds : Timeout.Infinite)
        );
        lock (_gate)
        {
            _isOver = true;
        }

        return all;
    }

    private void Read(Stream stream, OutputSource source)
    {
        var buffer = new byte[64 * 1024];
        while (IsReady(stream) && stream.Read(buffer) is > 0 and var count)
        {
            lock (_gate)
            {
                if (_isOver)
                {
                    return;
                }

                received(source, buffer.AsSpan(0, count));
            }
        }
    }

    /// <summary>Waits for bytes, or the end of the stream.</summary>
    /// <returns>Whether to read on; on Windows reading itself waits.</returns>
    private bool IsReady(Stream stream)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var file = (int)((PipeStream)stream).SafePipeHandle.DangerousGetHandle();
        while (true)
        {
            var sinceEnd = _sinceEnd;
            var entry = new LibC.PollEntry { File = file, Events = LibC.PollIn };
            var ready = LibC.Poll(ref entry, 1, QuietMilliseconds);
            if (ready > 0 || (ready == 0 && sinceEnd is not null))
            {
                return ready > 0 && (sinceEnd is null || sinceEnd.ElapsedMilliseconds < DrainMilliseconds);
            }
        }
    }
}
