using System.Collections.Immutable;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Gates;

/// <summary>The causes that a gate has found so far, in order, and by what they are about.</summary>
internal sealed class FoundCauses
{
    private readonly List<RequirementCause> _all = [];
    private readonly Dictionary<string, RequirementCause> _first = new(StringComparer.Ordinal);
    private readonly HashSet<(string RequiredBy, string Requirement)> _pairs = [];

    public ImmutableArray<RequirementCause> All => [.. _all];

    public void Add(RequirementCause cause)
    {
        _all.Add(cause);
        _first.TryAdd(cause.Requirement.Component, cause);
        _pairs.Add((cause.RequiredBy.Name, cause.Requirement.Component));
    }

    /// <summary>Whether there is a cause for this requirement of this component.</summary>
    public bool Holds(ComponentManifest component, Requirement requirement) =>
        _pairs.Contains((component.Name, requirement.Component));

    /// <summary>The first cause that is about what is required; null if none.</summary>
    public RequirementCause? FirstOf(Requirement requirement) => _first.GetValueOrDefault(requirement.Component);
}
