using PathToProd.Tools.Processes.Unix;

namespace PathToProd.Tools.Processes;

/// <summary>A process that outlived the run that started it.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="CommandLine">What it is, secrets hidden.</param>
public sealed record Survivor(int Id, string CommandLine);

/// <summary>
/// Finds and ends what is left of a run that was ended by kill -9 or a crash, by the run's id in the environment of
/// its children. Only on Linux can the environment of a process be read; elsewhere nothing is ever found.
/// </summary>
/// <param name="redactor">Hides secrets in command lines.</param>
public sealed class SurvivorFinder(Redactor redactor)
{
    /// <summary>The processes of a run that are still alive, without this process and those above it.</summary>
    public IReadOnlyList<Survivor> Find(string runId) =>
        [.. ProcessTree.OfRun(runId).OrderBy(entry => entry.Id).Select(Describe)];

    /// <summary>Asks what is left of a run to end, from the top of its tree down, and force-kills what has not after the grace period.</summary>
    /// <returns>The processes that were there, and whether all of them have ended now.</returns>
    public (IReadOnlyList<Survivor> Found, bool Ended) End(
        string runId,
        TimeSpan grace,
        CancellationToken atOnce = default
    )
    {
        var found = Find(runId);
        return (found, found.Count == 0 || ProcessTree.End(() => ProcessTree.OfRun(runId), grace, atOnce.WaitHandle));
    }

    private Survivor Describe(ProcessEntry entry)
    {
        var line = string.Join(' ', ProcessTable.Arguments(entry.Id).Select(redactor.Hide).Select(ShellQuoting.Quote));
        return new Survivor(entry.Id, redactor.Hide(line));
    }
}
