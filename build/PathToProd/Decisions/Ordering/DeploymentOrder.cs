using System.Collections.Immutable;

namespace PathToProd.Decisions.Ordering;

/// <summary>In which order components are deployed when they are deployed one after the other.</summary>
public static class DeploymentOrder
{
    /// <summary>
    /// Every component after all that it requires; where that leaves a choice, by name. The same graph always gives the same order.
    /// </summary>
    /// <exception cref="ArgumentException">Some components require each other in a cycle; <see cref="CycleIn"/> finds it.</exception>
    public static ImmutableArray<string> Of(RequirementGraph graph)
    {
        var order = ImmutableArray.CreateBuilder<string>(graph.Count);
        var open = new Dictionary<string, int>(graph.Count, StringComparer.Ordinal);
        var ready = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in graph.Components)
        {
            var count = graph.RequirementsOf(name).Length;
            open.Add(name, count);
            if (count == 0)
            {
                ready.Add(name);
            }
        }

        while (ready.Min is { } next)
        {
            ready.Remove(next);
            order.Add(next);
            foreach (var dependant in graph.DependantsOf(next))
            {
                if (--open[dependant] == 0)
                {
                    ready.Add(dependant);
                }
            }
        }

        return order.Count == graph.Count
            ? order.MoveToImmutable()
            : throw new ArgumentException(
                $"There is no order: {string.Join(" -> ", CycleIn(graph))} is a cycle.",
                nameof(graph)
            );
    }

    /// <summary>
    /// A cycle as its path, each component requiring the next and the last being the first again: <c>a, b, a</c>. Empty when there is none.
    /// Of several cycles it is always the same one, and it starts at its first component by name.
    /// </summary>
    public static ImmutableArray<string> CycleIn(RequirementGraph graph)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in graph.Components)
        {
            var cycle = CycleFrom(start, graph, done);
            if (cycle.Count > 0)
            {
                return FromFirstByName(cycle);
            }
        }

        return [];
    }

    // Depth first, with a stack of its own: a long chain of requirements must not end in a stack overflow.
    private static List<string> CycleFrom(string start, RequirementGraph graph, HashSet<string> done)
    {
        var path = new List<string>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Component, int Next)>();
        Enter(start);
        while (open.TryPop(out var top))
        {
            var requirements = graph.RequirementsOf(top.Component);
            if (top.Next == requirements.Length)
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(top.Component);
                done.Add(top.Component);
                continue;
            }

            open.Push((top.Component, top.Next + 1));
            var requirement = requirements[top.Next];
            if (onPath.Contains(requirement))
            {
                return path[path.IndexOf(requirement)..];
            }

            Enter(requirement);
        }

        return [];

        void Enter(string component)
        {
            if (!done.Contains(component))
            {
                path.Add(component);
                onPath.Add(component);
                open.Push((component, 0));
            }
        }
    }

    private static ImmutableArray<string> FromFirstByName(List<string> cycle)
    {
        var first = cycle.IndexOf(cycle.Min(StringComparer.Ordinal)!);
        return [.. cycle[first..], .. cycle[..first], cycle[first]];
    }
}
