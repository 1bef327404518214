using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cake.Frosting;

/// <summary>Asks children to end, then force-kills them and what they left behind.</summary>
internal static class ChildEnding
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when all have ended.</summary>
    public static void End(IReadOnlyList<ChildProcess> children, PosixSignal signal, TimeSpan gracePeriod)
    {
        // Ctrl-C at a terminal reaches the children too. To many tools (Terraform) a second signal means "without saving".
        if (signal == PosixSignal.SIGINT && !Console.IsInputRedirected)
        {
            WaitFor(() => children.All(child => child.HasExited), gracePeriod);
        }

        var descendants = new List<ProcessIdentity>();
        foreach (var id in children.Select(child => child.Id).OfType<int>())
        {
            descendants.AddRange(ProcessIdentity.DescendantsOf(id));
            UnixSignals.Terminate(id);
        }

        WaitFor(() => children.All(child => child.HasExited), gracePeriod);
        foreach (var child in children)
        {
            child.Kill();
        }

        EndOrphans(descendants, gracePeriod);
    }

    /// <summary>A shell that ends leaves its own children running; they hold the pipes open that the task reads to the end.</summary>
    private static void EndOrphans(List<ProcessIdentity> orphans, TimeSpan gracePeriod)
    {
        orphans.RemoveAll(orphan => !orphan.IsRunning);
        orphans.ForEach(orphan => UnixSignals.Terminate(orphan.Id));
        WaitFor(() => orphans.TrueForAll(orphan => !orphan.IsRunning), gracePeriod);
        orphans.RemoveAll(orphan => !orphan.IsRunning);
        orphans.ForEach(orphan => UnixSignals.Kill(orphan.Id));
    }

    private static void WaitFor(Func<bool> condition, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (!condition() && clock.Elapsed < limit)
        {
            Thread.Sleep(Pause);
        }
    }
}
