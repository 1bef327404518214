using System.ComponentModel;
using System.Diagnostics;
using CliWrap;
using PathToProd.Tools.Processes.Unix;

namespace PathToProd.Tools.Processes;

/// <summary>
/// A started program. CliWrap starts it, feeds it and holds its pipes; what CliWrap does not have is beside it: a session
/// of its own, SIGTERM, the whole tree, and reading that lets go of a pipe that another process holds.
/// <see cref="RunningCommand"/> decides when what happens to it.
/// </summary>
internal sealed class Child : IDisposable
{
    // A file that was just written is busy while a child that another thread starts at that moment has it open ("text
    // file busy", https://github.com/golang/go/issues/22315). A start is over when the child has closed it.
    private static readonly Lock Starting = new();

    private readonly TaskCompletionSource _exitIsKnown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _interrupt = new();
    private readonly CancellationTokenSource _force = new();
    private readonly OutputReader _reader;
    private readonly string _commandId;
    private Process _process = null!;

    /// <summary>Starts a program.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="variables">What is laid over our environment.</param>
    /// <param name="commandId">The command's id, which is among the variables.</param>
    /// <param name="received">Takes what it prints, one call at a time.</param>
    /// <exception cref="StartFailedException">When the system refuses.</exception>
    internal Child(
        Command command,
        IReadOnlyDictionary<string, string?> variables,
        string commandId,
        BytesReceived received
    )
    {
        (_commandId, _reader) = (commandId, new OutputReader(received));
        SessionStart start;
        if (OperatingSystem.IsWindows())
        {
            start = SessionStart.AsItIs(command.File, command.Arguments);
        }
        else
        {
            BrokenPipe.KeepFromChildren();
            start = SessionStart.Of(command, variables);
        }

        var output = start.IsJoined ? OutputSource.Both : OutputSource.Output;
        var cli = Cli.Wrap(start.File)
            .WithArguments(start.Arguments)
            .WithWorkingDirectory(command.WorkingDirectory ?? Directory.GetCurrentDirectory())
            .WithEnvironmentVariables(variables)
            .WithStandardInputPipe(command.StandardInput is { } input ? PipeSource.FromBytes(input) : PipeSource.Null)
            .WithStandardOutputPipe(Target(output))
            .WithStandardErrorPipe(Target(OutputSource.Error))
            .WithValidation(CommandResultValidation.None);
        try
        {
            lock (Starting)
            {
                Id = cli.ExecuteAsync(null, process => _process = process, _force.Token, _interrupt.Token).ProcessId;
            }
        }
        catch (Win32Exception exception)
        {
            // CliWrap's own text guesses; the system's answer is inside.
            var cause = exception.InnerException as Win32Exception ?? exception;
            throw OperatingSystem.IsWindows()
                ? new StartFailedException(
                    $"{cause.Message} (error {cause.NativeErrorCode})",
                    $"Check that {command.File} and its working directory exist, and that it is on the PATH and built for this system"
                )
                : StartFailure.Explain(cause.NativeErrorCode, start.Program, command.WorkingDirectory);
        }
    }

    internal int Id { get; }

    /// <summary>Returns when the program has ended, whatever it left running.</summary>
    internal ChildExit WaitForExit()
    {
        _process.WaitForExit();
        var exit = ChildExit.Of(_process.ExitCode);
        _exitIsKnown.SetResult();
        return exit;
    }

    /// <summary>Asks the program, and only it, to end. It must still run, or have ended just now: then its id may be another's.</summary>
    internal void EndPolitely()
    {
        if (OperatingSystem.IsWindows())
        {
            // CliWrap sends Ctrl-C by a helper program, which takes a while. Not tried yet on a real Windows.
            _ = _interrupt.CancelAsync();
        }
        else
        {
            ProcessTree.Ask(Id);
        }
    }

    /// <summary>Ends the whole tree now. The same holds for the id.</summary>
    internal void ForceKill()
    {
        if (OperatingSystem.IsWindows())
        {
            _force.Cancel();
            return;
        }

        // Listed before the first is killed: afterwards orphans no longer show whose they were.
        var tree = ProcessTree.OfCommand(_commandId, Id);
        _ = LibC.Kill(Id, LibC.SigKill);
        _ = LibC.Kill(-Id, LibC.SigKill);
        ProcessTree.Kill(tree);
    }

    /// <summary>Ends what the ended program left running: politely until the time is up or the event is set, then by force.</summary>
    internal void EndRest(TimeSpan grace, WaitHandle killNow)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = ProcessTree.End(() => ProcessTree.OfCommand(_commandId, Id), grace, killNow);
        }
        else if (!OperatingSystem.IsWindows())
        {
            // Its processes cannot be listed.
            _ = LibC.Kill(-Id, LibC.SigKill);
        }
    }

    /// <summary>Reads what the ended program printed to its end, or until only other processes hold the pipe.</summary>
    internal void Drain()
    {
        if (!_reader.Drain())
        {
            _force.Cancel();
        }
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _force.Dispose();
    }

    /// <summary>Has a stream read. CliWrap disposes of the process when all is done, and with it of the exit code.</summary>
    private PipeTarget Target(OutputSource source) =>
        PipeTarget.Create(
            (stream, letGo) => Task.WhenAll(_reader.ReadAsync(stream, source).WaitAsync(letGo), _exitIsKnown.Task)
        );
}
