using System.Collections.Immutable;
using PathToProd.Ordering;

namespace PathToProd.Affected;

/// <summary>How far a change reaches in environments where the same components changed themselves.</summary>
/// <param name="Environments">The environments.</param>
/// <param name="Distances">Each component that is affected there, with the number of requirements between it and a change.</param>
internal sealed record Spread(List<string> Environments, Dictionary<string, int> Distances)
{
    /// <summary>One for each set of environments in which the same components changed: mostly there is one such set, and its graph is walked once.</summary>
    public static List<Spread> Of(
        ImmutableArray<string> environments,
        RequirementGraph graph,
        SortedDictionary<string, List<DirectReason>> direct,
        int depth
    )
    {
        var changed = environments.ToDictionary(environment => environment, _ => new List<string>());
        foreach (var (component, reasons) in direct)
        {
            foreach (var environment in reasons.SelectMany(reason => reason.Environments).Distinct())
            {
                changed[environment].Add(component);
            }
        }

        var spreads = new Dictionary<string, Spread>(StringComparer.Ordinal);
        foreach (var (environment, components) in changed.Where(pair => pair.Value.Count > 0))
        {
            var key = string.Join('/', components);
            if (!spreads.TryGetValue(key, out var spread))
            {
                spreads.Add(key, spread = new Spread([], Walk(graph, components, depth)));
            }

            spread.Environments.Add(environment);
        }

        return [.. spreads.Values];
    }

    private static Dictionary<string, int> Walk(RequirementGraph graph, List<string> from, int depth)
    {
        var distances = from.ToDictionary(component => component, _ => 0, StringComparer.Ordinal);
        var open = new Queue<string>(from);
        while (open.TryDequeue(out var component))
        {
            var distance = distances[component];
            foreach (var dependant in distance < depth ? graph.DependantsOf(component) : [])
            {
                if (distances.TryAdd(dependant, distance + 1))
                {
                    open.Enqueue(dependant);
                }
            }
        }

        return distances;
    }
}
