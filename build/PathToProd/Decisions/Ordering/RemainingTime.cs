using System.Collections.Immutable;

namespace PathToProd.Decisions.Ordering;

/// <summary>
/// How long a run takes at least from the start of each component to the end of the last one that waits for it. What has the most
/// time before it starts first, so that the longest path is never held up: the critical path method (Kelley and Walker,
/// "Critical-Path Planning and Scheduling", 1959), as list scheduling uses it.
/// </summary>
internal static class RemainingTime
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    /// <summary>The time by component.</summary>
    /// <param name="graph">The components.</param>
    /// <param name="order">The same, each after what it requires.</param>
    /// <param name="durations">How long each takes, as far as known.</param>
    public static Dictionary<string, TimeSpan> Of(
        RequirementGraph graph,
        ImmutableArray<string> order,
        IReadOnlyDictionary<string, TimeSpan> durations
    )
    {
        var unknown = Median(durations);
        var remaining = new Dictionary<string, TimeSpan>(order.Length, StringComparer.Ordinal);
        for (var at = order.Length - 1; at >= 0; at--)
        {
            var longest = TimeSpan.Zero;
            foreach (var dependant in graph.DependantsOf(order[at]))
            {
                longest = remaining[dependant] > longest ? remaining[dependant] : longest;
            }

            remaining.Add(order[at], longest + durations.GetValueOrDefault(order[at], unknown));
        }

        return remaining;
    }

    /// <summary>How long a component takes of which nothing is known: the median of the others; one second if none is known.</summary>
    public static TimeSpan Median(IReadOnlyDictionary<string, TimeSpan> durations)
    {
        if (durations.Count == 0)
        {
            return Usual;
        }

        TimeSpan[] sorted = [.. durations.Values];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
