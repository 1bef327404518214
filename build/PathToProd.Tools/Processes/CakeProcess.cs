namespace PathToProd.Tools.Processes;

/// <summary>A running command as Cake sees it.</summary>
internal sealed class CakeProcess(RunningCommand command, ProcessScope scope) : IExplainedProcess
{
    public string CommandLine => command.CommandLine;

    public IReadOnlyList<string> LastLines => command.LastLines;

    public string? LogFile => scope.LogFile;

    public void WaitForExit()
    {
        var result = command.Wait();
        command.HandlerFailure?.Throw();
        if (result.Cancelled)
        {
            throw new OperationCanceledException($"{CommandLine} was cancelled.", scope.Cancellation);
        }

        result.EnsureEnded();
    }

    /// <summary>
    /// Waits this long; then ends the tree and says so. Cake's documentation promises <c>false</c>, but its own runner
    /// kills the program first, and all its callers make of <c>false</c> a TimeoutException that says neither
    /// command nor output. 0 milliseconds only ask whether it has ended.
    /// </summary>
    public bool WaitForExit(int milliseconds)
    {
        if (!command.Wait(TimeSpan.FromMilliseconds(milliseconds)))
        {
            if (milliseconds == 0)
            {
                return false;
            }

            command.EndTree(CommandEnd.TimedOut);
        }

        WaitForExit();
        return true;
    }

    public int GetExitCode() =>
        command.Completion.IsCompleted
            ? command.Wait().ExitCode
            : throw new InvalidOperationException($"{CommandLine} has not ended yet; wait for it first.");

    public IEnumerable<string> GetStandardOutput() => command.Output?.Lines() ?? [];

    public IEnumerable<string> GetStandardError() => command.Error?.Lines() ?? [];

    /// <summary>Ends the whole tree at once, and returns when it has ended.</summary>
    public void Kill()
    {
        command.EndTree(CommandEnd.Killed, atOnce: true);
        command.Wait();
    }

    public void Dispose() => command.Dispose();
}
