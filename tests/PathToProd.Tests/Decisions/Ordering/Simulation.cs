using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;

namespace PathToProd.Tests.Decisions.Ordering;

/// <summary>Runs a universe in virtual time.</summary>
internal static class Simulation
{
    public static Dictionary<string, (int Start, int End)> Run(Universe universe, QueueRules? rules = null)
    {
        var times = new Dictionary<string, (int Start, int End)>(StringComparer.Ordinal);
        var queue = ReadyQueue.Of(universe.Graph, rules);
        var now = 0;
        while (!queue.IsDone)
        {
            while (queue.Running.Count < universe.Concurrency && queue.Next.FirstOrDefault() is { } component)
            {
                queue = queue.Start(component);
                times.Add(component, (now, now + universe.Seconds[component]));
            }

            var first = queue.Running.MinBy(component => times[component].End)!;
            now = times[first].End;
            queue = queue.Complete(first, universe.Failing.Contains(first) ? NodeOutcome.Failed : NodeOutcome.Done);
        }

        return times;
    }
}
