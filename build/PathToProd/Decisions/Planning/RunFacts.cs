using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>What is known before a run starts, beyond its scope.</summary>
public sealed record RunFacts
{
    /// <summary>Everything that is wrong with what the run would work with: sources, secrets, variables, the kubeconfig.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>Its components, by name; of one that is not here nothing was looked up.</summary>
    public IReadOnlyDictionary<string, NodeFacts> Nodes { get; init; } = ImmutableDictionary<string, NodeFacts>.Empty;
}
