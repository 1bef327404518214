using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace PathToProd.Tools.Processes;

/// <summary>
/// A command that runs. Threads of its own read what it prints and wait for its end; all sleep while nothing happens.
/// Timeout and cancellation work whether or not anyone waits.
/// </summary>
public sealed class RunningCommand : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ManualResetEvent _forceKill = new(false);
    private readonly TaskCompletionSource<CommandResult> _completion = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Child _child;
    private readonly OutputPipeline _pipeline;
    private readonly ProcessScope _scope;
    private readonly List<IDisposable> _triggers = [];
    private volatile ExceptionDispatchInfo? _defect;
    private TimeSpan _toldAt;
    private CommandEnd _end;
    private bool _exited;
    private bool _over;

    /// <exception cref="StartFailedException">When it cannot be started.</exception>
    internal RunningCommand(Command command, ProcessScope scope, string commandId, OutputPipeline pipeline)
    {
        (_scope, _pipeline) = (scope, pipeline);
        CommandLine = command.Echo(scope.Redactor);
        lock (_gate)
        {
            _child = new Child(command, ChildEnvironment.Of(command, scope, commandId), commandId, Received);
        }

        new Thread(WatchOver, 1 << 20) { IsBackground = true, Name = "waits for a process" }.Start();
        if (command.Timeout is { } timeout)
        {
            Trigger(new Timer(_ => EndTree(CommandEnd.TimedOut), null, timeout, Timeout.InfiniteTimeSpan));
        }

        Trigger(scope.Cancellation.Register(() => EndTree(CommandEnd.Cancelled)));
        Trigger(scope.CancellationAtOnce.Register(() => EndTree(CommandEnd.Cancelled, atOnce: true)));
    }

    /// <summary>The process's id.</summary>
    public int Id => _child.Id;

    /// <summary>The command line as it was echoed, secrets hidden.</summary>
    public string CommandLine { get; }

    /// <summary>The last lines that it printed so far, secrets hidden; at most 20.</summary>
    public IReadOnlyList<string> LastLines => _pipeline.Tail.Lines;

    /// <summary>What it printed on standard output so far; null unless captured.</summary>
    public CapturedOutput? Output => _pipeline.Output;

    /// <summary>What it printed on standard error so far; null unless captured.</summary>
    public CapturedOutput? Error => _pipeline.Error;

    /// <summary>Done when the program has ended, its tree too when it was ended, and all that it printed was handed on.</summary>
    public Task<CommandResult> Completion => _completion.Task;

    /// <summary>What a line handler threw.</summary>
    internal ExceptionDispatchInfo? HandlerFailure => _pipeline.HandlerFailure;

    /// <summary>Waits for the end and says how it came; a timeout or a cancellation is in the result, not thrown.</summary>
    public CommandResult Wait() => Completion.GetAwaiter().GetResult();

    /// <summary>Waits for the end for at most this long.</summary>
    /// <returns>Whether it came; nothing is done to the program when it did not.</returns>
    public bool Wait(TimeSpan time) => Task.WaitAny([Completion], time) == 0;

    /// <summary>Ends the whole tree: asks the program once, and after the grace period force-kills what is left.</summary>
    /// <param name="why">What the result will say; the first reason wins.</param>
    /// <param name="atOnce">Whether to leave out the asking.</param>
    public void EndTree(CommandEnd why, bool atOnce = false)
    {
        lock (_gate)
        {
            if (_exited)
            {
                // What is left of the tree is being ended already; now without asking.
                _ = _end != CommandEnd.Exited && atOnce && !_over && _forceKill.Set();
                return;
            }

            var first = _end == CommandEnd.Exited;
            _end = first ? why : _end;
            _toldAt = first ? _watch.Elapsed : _toldAt;
            if (atOnce)
            {
                _forceKill.Set();
                _child.ForceKill();
            }
            else if (first)
            {
                // Exactly one signal, to exactly the program that was started: Terraform takes a second one for
                // "stop at once, never mind the state", and its providers have to live until it let them go.
                _child.EndPolitely();
                _triggers.Add(new Timer(_ => EndTree(why, true), null, _scope.Grace, Timeout.InfiniteTimeSpan));
            }
        }
    }

    /// <summary>Ends the tree when it still runs: no one could read what it prints.</summary>
    public void Dispose()
    {
        EndTree(CommandEnd.Killed);
        ((Task)Completion).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private void Trigger(IDisposable trigger)
    {
        lock (_gate)
        {
            if (!_exited)
            {
                _triggers.Add(trigger);
                return;
            }
        }

        trigger.Dispose();
    }

    private void Received(OutputSource source, ReadOnlySpan<byte> bytes)
    {
        try
        {
            _pipeline.Received(source, bytes);
        }
        catch (Exception exception)
        {
            _defect ??= ExceptionDispatchInfo.Capture(exception);
            EndTree(CommandEnd.Killed, atOnce: true);
        }
    }

    private void WatchOver()
    {
        try
        {
            var exit = _child.WaitForExit();
            IDisposable[] triggers;
            lock (_gate)
            {
                _exited = true;
                triggers = [.. _triggers];
            }

            if (_end != CommandEnd.Exited)
            {
                _child.EndRest(_scope.Grace - (_watch.Elapsed - _toldAt), _forceKill);
            }

            _child.Drain();
            foreach (var trigger in triggers)
            {
                trigger.Dispose();
            }

            _pipeline.Complete();
            _defect?.Throw();
            Complete(exit);
        }
        catch (Exception exception)
        {
            _completion.TrySetException(exception);
        }
        finally
        {
            lock (_gate)
            {
                _over = true;
                _forceKill.Dispose();
            }

            _child.Dispose();
        }
    }

    private void Complete(ChildExit exit)
    {
        var result = new CommandResult
        {
            CommandLine = CommandLine,
            ExitCode = exit.Code,
            Signal = exit.Signal,
            End = _end,
            Duration = _watch.Elapsed,
            LastLines = LastLines,
            LogFile = _scope.LogFile,
        };
        result = Output is { } output ? result with { Output = output } : result;
        result = Error is { } error ? result with { Error = error } : result;
        CommandEcho.End(result, _scope);
        _scope.Ended?.Invoke(result);
        _completion.SetResult(result);
    }
}
