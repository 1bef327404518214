using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.TearingDown;

/// <summary>
/// The order of a removal in which definitions go after all that is in the cluster, and before what the cluster itself is made of.
/// </summary>
public static class TearDownGraph
{
    /// <summary>What the removal of definitions is called among the components of a graph. No component has this name, as it has spaces.</summary>
    public const string Definitions = "the removal of definitions";

    /// <summary>The graph with it.</summary>
    /// <param name="graph">The order of removal, which may have ends of units too.</param>
    /// <param name="components">The components.</param>
    public static RequirementGraph With(RequirementGraph graph, IEnumerable<ComponentManifest> components)
    {
        // What is no component is the end of a unit, which waits for members anyway.
        var types = components.ToDictionary(
            component => component.Name,
            component => component.Type,
            StringComparer.Ordinal
        );
        var inCluster = graph
            .Components.Where(name => types.TryGetValue(name, out var type) && type != ComponentType.Terraform)
            .ToImmutableHashSet(StringComparer.Ordinal);
        var before = graph.WithRequirements(inCluster);
        var requires = graph.Components.ToDictionary(
            name => name,
            name =>
                before.Contains(name) || !types.ContainsKey(name)
                    ? graph.RequirementsOf(name)
                    : graph.RequirementsOf(name).Add(Definitions),
            StringComparer.Ordinal
        );
        requires.Add(Definitions, [.. inCluster.Order(StringComparer.Ordinal)]);
        return RequirementGraph.Of(requires);
    }
}
