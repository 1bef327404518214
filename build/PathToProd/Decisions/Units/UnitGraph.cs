using PathToProd.Decisions.Ordering;
using PathToProd.Model.Units;

namespace PathToProd.Decisions.Units;

/// <summary>
/// The order of a run in which several components are one unit. No member starts before all that any member requires from outside is done, so that
/// a unit is never begun that could not be finished; and what requires a member waits for all of them, and for what ends the unit: its verification.
/// </summary>
public static class UnitGraph
{
    /// <summary>What the end of a unit, its verification, is called among the components of a graph. No component has this name, as it has a space.</summary>
    public static string EndOf(DeploymentUnit unit) => $"the verification of {unit.Name}";

    /// <summary>The graph with the units' own edges, without their ends.</summary>
    /// <exception cref="ArgumentException">Two units require each other, so that neither can come first.</exception>
    public static RequirementGraph Of(RequirementGraph graph, IReadOnlyCollection<DeploymentUnit> units)
    {
        if (units.Count == 0)
        {
            return graph;
        }

        var requires = Edges(graph);
        var unitOf = UnitsByMember(graph, units);
        var outside = units.ToDictionary(
            unit => unit,
            unit =>
                unit.Members.Where(requires.ContainsKey)
                    .SelectMany(member => requires[member])
                    .SelectMany(required => unitOf.TryGetValue(required, out var other) ? other.Members : [required])
                    .Where(required => requires.ContainsKey(required) && !unit.Members.Contains(required))
                    .ToHashSet(StringComparer.Ordinal)
        );
        foreach (var (component, required) in requires)
        {
            if (unitOf.TryGetValue(component, out var own))
            {
                required.UnionWith(outside[own]);
            }
            else
            {
                required.UnionWith(
                    required.SelectMany(name => unitOf.TryGetValue(name, out var other) ? other.Members : []).ToArray()
                );
            }
        }

        var whole = RequirementGraph.Of(requires);
        return DeploymentOrder.CycleIn(whole) is { IsEmpty: false } cycle
            ? throw new ArgumentException($"There is no order: {string.Join(" -> ", cycle)} is a cycle.", nameof(units))
            : whole;
    }

    /// <summary>The graph of a run: each unit has an end, which waits for its members, and for which what requires a member waits.</summary>
    /// <param name="graph">A graph with the units' own edges, which may be the one turned around.</param>
    /// <param name="units">The units.</param>
    /// <param name="broken">
    /// Members that are known to fail: they come first, and nothing else of their unit starts.
    /// </param>
    public static RequirementGraph WithEnds(
        RequirementGraph graph,
        IReadOnlyCollection<DeploymentUnit> units,
        IReadOnlySet<string> broken
    )
    {
        var requires = Edges(graph);
        var unitOf = UnitsByMember(graph, units);
        foreach (var (component, required) in requires)
        {
            unitOf.TryGetValue(component, out var own);
            required.UnionWith(
                required
                    .Select(name => unitOf.GetValueOrDefault(name))
                    .OfType<DeploymentUnit>()
                    .Where(other => other != own)
                    .Select(EndOf)
                    .ToArray()
            );
            if (own is null)
            {
                continue;
            }

            if (broken.Contains(component))
            {
                required.Clear();
            }
            else
            {
                required.UnionWith(own.Members.Where(broken.Contains));
            }
        }

        foreach (var unit in units)
        {
            requires.Add(EndOf(unit), [.. unit.Members.Where(requires.ContainsKey)]);
        }

        return RequirementGraph.Of(requires);
    }

    private static Dictionary<string, HashSet<string>> Edges(RequirementGraph graph) =>
        graph.Components.ToDictionary(
            name => name,
            name => graph.RequirementsOf(name).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    private static Dictionary<string, DeploymentUnit> UnitsByMember(
        RequirementGraph graph,
        IEnumerable<DeploymentUnit> units
    ) =>
        (
            from unit in units
            from member in unit.Members
            join component in graph.Components on member equals component
            select (member, unit)
        ).ToDictionary(pair => pair.member, pair => pair.unit, StringComparer.Ordinal);
}
