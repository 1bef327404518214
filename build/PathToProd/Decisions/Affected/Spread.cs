using System.Collections.Immutable;
using PathToProd.Model.Platform;

namespace PathToProd.Decisions.Affected;

/// <summary>How far a change reaches in environments where the same components changed themselves.</summary>
/// <param name="Environments">The environments.</param>
/// <param name="Distances">Each component that is affected there, with the number of requirements between it and a change.</param>
internal sealed record Spread(List<string> Environments, Dictionary<string, int> Distances)
{
    /// <summary>One for each set of environments in which the same components changed: mostly there is one such set, and its graph is walked once.</summary>
    public static List<Spread> Of(
        PlatformModel model,
        ImmutableArray<string> environments,
        SortedDictionary<string, List<DirectReason>> direct,
        int depth
    )
    {
        var dependants = Dependants(model);
        var spreads = new Dictionary<string, Spread>(StringComparer.Ordinal);
        foreach (var environment in environments)
        {
            var changed = new List<string>();
            foreach (var (component, reasons) in direct)
            {
                if (reasons.Exists(reason => reason.Environments.Contains(environment)))
                {
                    changed.Add(component);
                }
            }

            var key = string.Join('/', changed);
            if (!spreads.TryGetValue(key, out var spread))
            {
                spreads.Add(key, spread = new Spread([], Walk(dependants, changed, depth)));
            }

            spread.Environments.Add(environment);
        }

        return [.. spreads.Values];
    }

    // Not a RequirementGraph: collections of structs would be compiled at every start, and this is to be quick.
    private static Dictionary<string, List<string>> Dependants(PlatformModel model)
    {
        var dependants = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var component in model.Components.Values)
        {
            foreach (var required in component.Requires.Keys)
            {
                if (!dependants.TryGetValue(required, out var known))
                {
                    dependants.Add(required, known = []);
                }

                known.Add(component.Name);
            }
        }

        return dependants;
    }

    private static Dictionary<string, int> Walk(
        Dictionary<string, List<string>> dependants,
        List<string> from,
        int depth
    )
    {
        var distances = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Queue<string>(from);
        foreach (var component in from)
        {
            distances.Add(component, 0);
        }

        while (open.TryDequeue(out var component))
        {
            var distance = distances[component];
            if (distance == depth || !dependants.TryGetValue(component, out var next))
            {
                continue;
            }

            foreach (var dependant in next)
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
