using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Model.Components;

/// <summary>What one version of a component asks of its surroundings: of other components, and of the environment.</summary>
public sealed record ComponentRelations
{
    /// <summary>Nothing is asked.</summary>
    public static readonly ComponentRelations None = new();

    /// <summary>Ranges of versions of other components that must be there, by name.</summary>
    public ImmutableSortedDictionary<string, Requirement> Requires { get; init; } =
        ImmutableSortedDictionary<string, Requirement>.Empty;

    /// <summary>Ranges of versions of other components that must hold where these are there too.</summary>
    public ImmutableSortedDictionary<string, Requirement> Optional { get; init; } =
        ImmutableSortedDictionary<string, Requirement>.Empty;

    /// <summary>Versions of other components that must not be there together with this one.</summary>
    public ImmutableSortedDictionary<string, Requirement> Conflicts { get; init; } =
        ImmutableSortedDictionary<string, Requirement>.Empty;

    /// <summary>The Kubernetes versions that it runs on; null means any.</summary>
    public VersionRange? Kubernetes { get; init; }

    /// <summary>The providers that it runs on; empty means any.</summary>
    public ImmutableArray<string> Providers { get; init; } = [];
}
