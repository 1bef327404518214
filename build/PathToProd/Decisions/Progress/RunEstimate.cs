using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;

namespace PathToProd.Decisions.Progress;

/// <summary>
/// How long a run will still take: what is left of it is run through by the same queue that runs it, each component as long as it took the
/// last time.
/// </summary>
internal static class RunEstimate
{
    private static readonly Comparer<(TimeSpan Time, string Name)> ByTimeAndName = Comparer<(
        TimeSpan Time,
        string Name
    )>.Create((a, b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : string.CompareOrdinal(a.Name, b.Name));

    /// <summary>
    /// The time left. A component that was not there before counts as the median of those that were, and of those that are done by
    /// now; null while there are neither. Zero when all that is left is overdue.
    /// </summary>
    public static TimeSpan? Of(RunProgress progress, TimeSpan now)
    {
        var expected = progress.Expected;
        var known = Known(progress);
        if (known.Count == 0)
        {
            return null;
        }

        var usual = RemainingTime.Median(known);
        var left = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        var running = new List<string>();
        foreach (var component in expected.Graph.Components)
        {
            var duration = expected.Rules.Durations.GetValueOrDefault(component, usual);
            if (!progress.Nodes.TryGetValue(component, out var node))
            {
                left.Add(component, duration);
            }
            else if (node.IsRunning)
            {
                var rest = duration - (now - node.Start);
                left.Add(component, rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
                running.Add(component);
            }
        }

        var rules = expected.Rules with { Durations = left, OnFailure = FailurePolicy.FinishEverything };
        var queue = ReadyQueue.Of(expected.Graph.Only(left.Keys.ToHashSet(StringComparer.Ordinal)), rules);
        return Simulate(queue, running, left, Math.Max(1, expected.Concurrency));
    }

    private static Dictionary<string, TimeSpan> Known(RunProgress progress)
    {
        var known = new Dictionary<string, TimeSpan>(progress.Expected.Rules.Durations, StringComparer.Ordinal);
        foreach (var (component, node) in progress.Nodes)
        {
            if (node is { End: { } end, Outcome: NodeOutcome.Done })
            {
                known.TryAdd(component, end - node.Start);
            }
        }

        return known;
    }

    private static TimeSpan Simulate(
        ReadyQueue queue,
        List<string> running,
        Dictionary<string, TimeSpan> left,
        int concurrency
    )
    {
        var ends = new PriorityQueue<string, (TimeSpan Time, string Name)>(ByTimeAndName);
        var times = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        var time = TimeSpan.Zero;
        foreach (var component in running)
        {
            // What runs has started, whatever the rules say of it now.
            if (queue.Next.Contains(component))
            {
                Start(component);
            }
        }

        while (!queue.IsDone)
        {
            while (ends.Count < concurrency && queue.Next.FirstOrDefault() is { } next)
            {
                Start(next);
            }

            var ended = ends.Dequeue();
            time = times[ended];
            queue = queue.Complete(ended, NodeOutcome.Done);
        }

        return time;

        void Start(string component)
        {
            queue = queue.Start(component);
            times[component] = time + left[component];
            ends.Enqueue(component, (times[component], component));
        }
    }
}
