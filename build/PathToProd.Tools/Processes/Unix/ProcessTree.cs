using System.Diagnostics;

namespace PathToProd.Tools.Processes.Unix;

/// <summary>
/// Finds all that a command started, and ends it. Parents alone do not say: a process whose parent has ended belongs
/// to init. So does the session not: daemons make their own. What stays is the environment that all inherit; it is
/// how Jenkins finds them too.
/// </summary>
internal static class ProcessTree
{
    // A process that even SIGKILL does not end hangs in the kernel, on a dead network disk say. Nothing can end it.
    private static readonly TimeSpan Unkillable = TimeSpan.FromSeconds(5);

    /// <summary>The processes of a command that are alive. No other process gets the number of a session that has some.</summary>
    internal static List<ProcessEntry> OfCommand(string commandId, int session) =>
        Alive(entry =>
            entry.Session == session || ProcessTable.HasVariable(entry.Id, ChildEnvironment.Command, commandId)
        );

    /// <summary>The processes of a run that are alive.</summary>
    internal static List<ProcessEntry> OfRun(string runId) =>
        Alive(entry => ProcessTable.HasVariable(entry.Id, ChildEnvironment.Run, runId));

    /// <summary>Asks one process to end.</summary>
    internal static void Ask(int id)
    {
        // SIGTERM and not SIGINT. Terraform and Helm shut down in the same way on either. A shell script that gets SIGINT
        // alone waits for the program it runs, which knows of nothing, and then goes on with its next line; and what a
        // script starts with & ignores SIGINT. SIGTERM ends the script, and then what it ran is asked in its turn.
        _ = LibC.Kill(id, LibC.SigTerm);
        _ = LibC.Kill(id, LibC.SigCont); // one that is stopped could not hear it
    }

    internal static void Kill(List<ProcessEntry> entries)
    {
        foreach (var entry in entries)
        {
            _ = LibC.Kill(entry.Id, LibC.SigKill);
        }
    }

    /// <summary>
    /// Ends processes: politely from the top down, each asked once and only when its parent is gone, so that a
    /// Terraform keeps its providers until it is done with them; by force when the time is up or the event is set.
    /// </summary>
    /// <returns>Whether they all ended.</returns>
    internal static bool End(Func<List<ProcessEntry>> alive, TimeSpan grace, WaitHandle killNow)
    {
        var asked = new HashSet<int>();
        var watch = Stopwatch.StartNew();
        var killing = false;
        for (var pause = 5; alive() is { Count: > 0 } left; pause = Math.Min(100, pause * 2))
        {
            if (!killing && (watch.Elapsed >= grace || killNow.WaitOne(0)))
            {
                (killing, pause) = (true, 5);
                watch.Restart();
            }

            if (!killing)
            {
                Top(left).Where(asked.Add).ToList().ForEach(Ask);
                killNow.WaitOne(pause);
                continue;
            }

            if (watch.Elapsed > Unkillable)
            {
                return false;
            }

            Kill(left);
            Thread.Sleep(pause);
        }

        return true;
    }

    private static IEnumerable<int> Top(List<ProcessEntry> entries)
    {
        var ids = entries.Select(entry => entry.Id).ToHashSet();
        return entries.Where(entry => !ids.Contains(entry.Parent)).Select(entry => entry.Id);
    }

    /// <summary>The processes that are meant and all below them, but never this one or one above it.</summary>
    private static List<ProcessEntry> Alive(Func<ProcessEntry, bool> meant)
    {
        var all = ProcessTable.Read().Where(entry => !entry.Ended).ToDictionary(entry => entry.Id);
        for (var own = Environment.ProcessId; all.Remove(own, out var entry); own = entry.Parent) { }

        var found = all.Values.Where(meant).Select(entry => entry.Id).ToHashSet();
        var children = all.Values.ToLookup(entry => entry.Parent, entry => entry.Id);
        var next = new Queue<int>(found);
        while (next.TryDequeue(out var id))
        {
            foreach (var child in children[id].Where(found.Add))
            {
                next.Enqueue(child);
            }
        }

        return [.. found.Select(id => all[id])];
    }
}
