using System.Collections.Immutable;

namespace PathToProd.Decisions.Affected;

/// <summary>A component that a change touches.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Distance">How many requirements lie between it and what changed; 0 for a component that changed itself.</param>
/// <param name="Reasons">Why, nearest first; empty when the only reason is one that all components share.</param>
/// <param name="Environments">The environments that something can be deployed to where it makes a difference, by name.</param>
public sealed record AffectedComponent(
    string Name,
    int Distance,
    ImmutableArray<AffectedReason> Reasons,
    ImmutableArray<string> Environments
);
