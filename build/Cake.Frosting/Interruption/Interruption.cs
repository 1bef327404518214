using System.Runtime.InteropServices;
using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>
/// Whether the run was asked to stop, and which child processes end then. One for each run, so that hosts in one process
/// do not know of each other.
/// </summary>
internal sealed class Interruption
{
    private readonly Lock _lock = new();
    private readonly List<ChildProcess> _children = [];
    private Task _ending = Task.CompletedTask;
    private int _cleanups;

    /// <summary>How long a child may take to end after it was asked to.</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The signal that stopped the run, or null.</summary>
    public PosixSignal? Signal { get; private set; }

    /// <summary>Informs the user; called once, on the thread of the signal.</summary>
    public Action<string> Announce { get; set; } = _ => { };

    /// <summary>130 for SIGINT, 143 for SIGTERM, as shells count; null when the run was not interrupted.</summary>
    public int? ExitCode =>
        Signal switch
        {
            null => null,
            PosixSignal.SIGINT => 130,
            _ => 143,
        };

    /// <summary>Stops the run. False when it was stopped before.</summary>
    public bool Begin(PosixSignal signal)
    {
        lock (_lock)
        {
            if (Signal is not null)
            {
                return false;
            }

            Signal = signal;
            var children = _children.ToArray();
            _ending = Task.Run(() => ChildEnding.End(children, signal, GracePeriod));
        }

        Announce($"Interrupted by {signal}: no further task starts. Send it again to stop at once.");
        return true;
    }

    /// <summary>Kills what is left, for a process that is about to go.</summary>
    public void EndAtOnce()
    {
        lock (_lock)
        {
            _children.ForEach(child => child.Kill());
        }
    }

    /// <summary>Refuses the next step of an interrupted run; cleaning up goes on.</summary>
    /// <exception cref="OperationCanceledException">The run was interrupted, and this is not a part of its cleaning up.</exception>
    public void ThrowIfStopped()
    {
        if (Signal is { } signal && Volatile.Read(ref _cleanups) == 0)
        {
            throw new OperationCanceledException($"The run was interrupted by {signal}.");
        }
    }

    /// <summary>What happens inside is cleaning up: it may start processes after the interruption, and they are left to end by themselves.</summary>
    public void CleanUp(Action action)
    {
        Interlocked.Increment(ref _cleanups);
        try
        {
            action();
        }
        finally
        {
            Interlocked.Decrement(ref _cleanups);
        }
    }

    /// <summary>Ends the process with the run, when the run is interrupted.</summary>
    public void Watch(IProcess process)
    {
        lock (_lock)
        {
            if (process is null || Volatile.Read(ref _cleanups) > 0)
            {
                return;
            }

            _children.RemoveAll(child => child.HasExited);
            var started = new ChildProcess(process);
            _children.Add(started);
            if (Signal is { } signal)
            {
                var earlier = _ending;
                _ending = Task.Run(async () =>
                {
                    ChildEnding.End([started], signal, GracePeriod);
                    await earlier;
                });
            }
        }
    }

    /// <summary>Waits until no child of an interrupted run is left.</summary>
    public void WaitForChildren()
    {
        Task ending;
        lock (_lock)
        {
            ending = _ending;
        }

        ending.GetAwaiter().GetResult();
    }
}
