using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>What a deployment left behind, for the ledger.</summary>
/// <param name="Fingerprint">What identifies the deployed thing where it is, so that a later look can see whether it is still there.</param>
public sealed record DeploymentResult(string Fingerprint)
{
    /// <summary>What the component outputs; never a sensitive one.</summary>
    public ImmutableSortedDictionary<string, JsonNode> Outputs { get; init; } =
        ImmutableSortedDictionary<string, JsonNode>.Empty;

    /// <summary>The names of outputs that are null.</summary>
    public ImmutableArray<string> NullOutputs { get; init; } = [];

    /// <summary>The names of sensitive outputs.</summary>
    public ImmutableArray<string> SensitiveOutputs { get; init; } = [];
}
