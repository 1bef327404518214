using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>
/// In which order components go back. As in every deployment what is required comes first; but where what requires it, as it is there now, does not take the
/// older version, that goes back before. It then passes the same mix as on its way there.
/// </summary>
/// <param name="Turned">What goes back before what it requires, and why.</param>
public sealed record RollbackOrder(ImmutableArray<TurnedRequirement> Turned)
{
    /// <summary>The usual order.</summary>
    public static RollbackOrder Usual { get; } = new([]);

    /// <summary>Decides it.</summary>
    /// <param name="changes">What changes.</param>
    /// <param name="relationsOf">What a version asks of others; null when that is not known, which leaves the usual order.</param>
    public static RollbackOrder Of(
        IReadOnlyCollection<RollbackChange> changes,
        Func<SetMember, ComponentRelations?> relationsOf
    )
    {
        var byName = changes
            .Where(change => change.IsChange)
            .ToDictionary(change => change.Component, StringComparer.Ordinal);
        return new RollbackOrder([
            .. from change in changes
            where change.IsChange
            from requirement in relationsOf(change.From)?.Requires.Values ?? []
            let required = byName.GetValueOrDefault(requirement.Component)
            where required is not null && !requirement.Range.Contains(required.To.Version)
            orderby change.Component, requirement.Component
            select new TurnedRequirement(change.From, requirement, required.To.Version),
        ]);
    }

    /// <summary>The order of a run. Where the turned requirements leave none, all go the other way round, as for a removal.</summary>
    public RequirementGraph Turn(RequirementGraph graph)
    {
        if (Turned.IsEmpty)
        {
            return graph;
        }

        var edges = graph.Components.ToDictionary(
            name => name,
            name => graph.RequirementsOf(name).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        foreach (var turned in Turned)
        {
            if (edges.TryGetValue(turned.Dependent, out var own) && edges.TryGetValue(turned.Required, out var other))
            {
                own.Remove(turned.Required);
                other.Add(turned.Dependent);
            }
        }

        var result = RequirementGraph.Of(edges);
        return DeploymentOrder.CycleIn(result).IsEmpty ? result : graph.Reversed();
    }
}

/// <summary>A requirement whose component goes back before what it requires.</summary>
/// <param name="There">What requires, as it is there now.</param>
/// <param name="Requirement">What it requires.</param>
/// <param name="Version">The version that comes back, which is not in that range.</param>
public sealed record TurnedRequirement(SetMember There, Requirement Requirement, Versions.SemVersion Version)
{
    /// <summary>What goes back first.</summary>
    public string Dependent => There.Component;

    /// <summary>What goes back after it.</summary>
    public string Required => Requirement.Component;
}
