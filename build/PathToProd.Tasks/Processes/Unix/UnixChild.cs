using System.Runtime.InteropServices;

namespace PathToProd.Tasks.Processes.Unix;

/// <summary>A child process on Linux or macOS.</summary>
internal sealed unsafe class UnixChild : IChild
{
    private readonly Lock _gate = new();
    private readonly UnixPipes _pipes;
    private readonly string _commandId;
    private bool _reaped;

    private UnixChild(int id, string commandId, UnixPipes pipes)
    {
        (Id, _commandId, _pipes) = (id, commandId, pipes);
    }

    public int Id { get; }

    /// <exception cref="StartFailedException">When the system refuses.</exception>
    internal static UnixChild Start(Command command, Dictionary<string, string> environment, string commandId)
    {
        var file = ExecutableFinder.Find(command, environment);
        List<string> arguments = [command.File, .. command.Arguments];
        List<string> variables = [.. environment.Select(variable => $"{variable.Key}={variable.Value}")];
        StartFailure.RefuseZeros(arguments);
        StartFailure.RefuseZeros(variables);
        var pipes = new UnixPipes(command);
        try
        {
            var error = Spawn.Start(file, command.WorkingDirectory, arguments, variables, pipes.ChildFiles, out var id);
            if (error != 0)
            {
                throw StartFailure.Explain(error, file, command.WorkingDirectory);
            }

            pipes.CloseChildFiles();
            return new UnixChild(id, commandId, pipes);
        }
        catch
        {
            pipes.Dispose();
            throw;
        }
    }

    public void Pump(BytesReceived received) => _pipes.Pump(received);

    public void StopPumping() => _pipes.StopPumping();

    public void WaitForExit()
    {
        // WNOWAIT leaves the child a zombie, so that its id and its session's are not given to another process
        // while its tree is still being ended.
        const int ById = 1;
        const int Exited = 4;
        var leave = OperatingSystem.IsMacOS() ? 0x20 : 0x01000000;
        var info = stackalloc byte[256]; // siginfo_t is 128 bytes on Linux, 104 on macOS
        while (
            LibC.WaitId(ById, Id, info, Exited | leave) != 0 && Marshal.GetLastPInvokeError() == LibC.ErrorInterrupted
        ) { }
    }

    public ChildExit Reap()
    {
        lock (_gate)
        {
            _reaped = true;
        }

        int status;
        while (LibC.WaitPid(Id, out status, 0) != Id)
        {
            if (Marshal.GetLastPInvokeError() == LibC.ErrorNoChild)
            {
                throw new InvalidOperationException(
                    "The exit code of a child is lost: the process that started this program lets it ignore SIGCHLD."
                );
            }
        }

        var signal = status & 0x7f;
        return signal == 0 ? new ChildExit((status >> 8) & 0xff, null) : new ChildExit(128 + signal, signal);
    }

    public void EndPolitely()
    {
        lock (_gate)
        {
            if (!_reaped)
            {
                ProcessTree.Ask(Id);
            }
        }
    }

    public void ForceKill()
    {
        lock (_gate)
        {
            if (!_reaped)
            {
                // Listed before the first is killed: afterwards orphans no longer show whose they were.
                var tree = ProcessTree.OfCommand(_commandId, Id);
                _ = LibC.Kill(-Id, LibC.SigKill);
                ProcessTree.Kill(tree);
            }
        }
    }

    public void EndRest(TimeSpan grace, WaitHandle killNow)
    {
        _ = ProcessTree.End(() => ProcessTree.OfCommand(_commandId, Id), grace, killNow);
        lock (_gate)
        {
            // For systems whose processes cannot be listed; elsewhere there is no process left to get it.
            _ = LibC.Kill(-Id, LibC.SigKill);
        }
    }

    public void Dispose() => _pipes.Dispose();
}
