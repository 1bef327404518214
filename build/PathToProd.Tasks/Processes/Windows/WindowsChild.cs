using System.ComponentModel;
using System.Diagnostics;

namespace PathToProd.Tasks.Processes.Windows;

/// <summary>
/// A child process on Windows, by .NET's Process. Windows has neither signals nor an order between two pipes: the
/// streams come in order of arrival, and a tree is force-killed.
/// </summary>
internal sealed class WindowsChild : IChild
{
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Process _process;
    private readonly Command _command;
    private readonly CountdownEvent _reading = new(2);
    private readonly ManualResetEventSlim _stop = new();
    private bool _stopped;

    private WindowsChild(Process process, Command command) => (_process, _command) = (process, command);

    public int Id => _process.Id;

    /// <exception cref="StartFailedException">When the system refuses.</exception>
    internal static WindowsChild Start(Command command, Dictionary<string, string> environment)
    {
        var directory = command.WorkingDirectory;
        if (directory is not null && !Directory.Exists(directory))
        {
            throw new StartFailedException(
                $"its working directory {directory} does not exist",
                "Make the folder, or correct its name"
            );
        }

        var start = new ProcessStartInfo(command.File, command.Arguments)
        {
            WorkingDirectory = directory ?? "",
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new WindowsChild(Process.Start(start)!, command);
        }
        catch (Win32Exception exception)
        {
            throw new StartFailedException(
                $"{exception.Message} (error {exception.NativeErrorCode})",
                $"Check that {command.File} exists, is on the PATH and is built for this system"
            );
        }
    }

    public void Pump(BytesReceived received)
    {
        var both = _command.Capture == Capture.None;
        Background(() => Feed());
        Background(() =>
            Read(_process.StandardOutput.BaseStream, both ? OutputSource.Both : OutputSource.Output, received)
        );
        Background(() =>
            Read(_process.StandardError.BaseStream, both ? OutputSource.Both : OutputSource.Error, received)
        );
        WaitHandle.WaitAny([_reading.WaitHandle, _stop.WaitHandle]);
        _reading.Wait(Drain);
        lock (_gate)
        {
            _stopped = true;
        }
    }

    public void StopPumping() => _stop.Set();

    public void WaitForExit()
    {
        // Not Process.WaitForExit(): that waits for the streams too, which an orphan may hold open.
        while (!_process.WaitForExit(int.MaxValue)) { }
    }

    public ChildExit Reap() => new(_process.ExitCode, null);

    public void EndPolitely() => ForceKill();

    public void ForceKill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has just ended, or is ending.
        }
    }

    public void EndRest(TimeSpan grace, WaitHandle killNow) { }

    public void Dispose() => _process.Dispose();

    private static void Background(ThreadStart work) =>
        new Thread(work, 256 * 1024) { IsBackground = true, Name = "serves a process" }.Start();

    private void Feed()
    {
        try
        {
            using var input = _process.StandardInput.BaseStream;
            input.Write((_command.StandardInput ?? default).Span);
        }
        catch (Exception exception)
            when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // A program may end before it has read all: that is its right.
        }
    }

    private void Read(Stream stream, OutputSource name, BytesReceived received)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            for (int count; (count = stream.Read(buffer)) > 0; )
            {
                lock (_gate)
                {
                    if (_stopped)
                    {
                        return;
                    }

                    received(name, buffer.AsSpan(0, count));
                }
            }
        }
        catch (Exception exception)
            when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The command is over and its streams were closed.
        }
        finally
        {
            _reading.Signal();
        }
    }
}
