using PathToProd.Facts.Runs;

namespace PathToProd.Decisions.Ordering;

/// <summary>Finds the chain of components that a run could not have been shorter than.</summary>
public static class CriticalPaths
{
    /// <summary>The path; null when nothing took any time. Of equally long ones, the first in the order of deployment.</summary>
    /// <param name="graph">Which component of the run waited for which, without a cycle.</param>
    /// <param name="spans">When each ran; one that is not here did not.</param>
    public static CriticalPath? Of(RequirementGraph graph, IReadOnlyDictionary<string, RunSpan> spans)
    {
        var order = DeploymentOrder.Of(graph);
        var took = order.ToDictionary(name => name, name => spans.GetValueOrDefault(name)?.Duration ?? TimeSpan.Zero);
        var remaining = RemainingTime.Of(graph, order, took);
        var steps = new List<PathStep>();
        for (var next = Longest(order); next is not null; next = Longest(graph.DependantsOf(next)))
        {
            if (spans.TryGetValue(next, out var span))
            {
                steps.Add(new PathStep(next, span.Duration, Waited(next, span)));
            }
        }

        return steps.Count == 0 ? null : new CriticalPath([.. steps]);

        string? Longest(IEnumerable<string> names)
        {
            string? longest = null;
            foreach (var name in names)
            {
                if (remaining[name] > (longest is null ? TimeSpan.Zero : remaining[longest]))
                {
                    longest = name;
                }
            }

            return longest;
        }

        TimeSpan Waited(string component, RunSpan span)
        {
            var ready = TimeSpan.Zero;
            foreach (var requirement in graph.RequirementsOf(component))
            {
                if (spans.TryGetValue(requirement, out var other) && other.End > ready)
                {
                    ready = other.End;
                }
            }

            return span.Start > ready ? span.Start - ready : TimeSpan.Zero;
        }
    }
}
