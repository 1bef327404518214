using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Model.Environments;

/// <summary>What a chart may ask about a cluster: Helm calls it <c>.Capabilities</c>.</summary>
/// <param name="KubernetesVersion">The Kubernetes version.</param>
/// <param name="ApiVersions">
/// What the API server serves, as <c>apps/v1</c>, <c>apps/v1/Deployment</c>, <c>v1</c> or <c>v1/Pod</c>, sorted.
/// </param>
public sealed record Capabilities(SemVersion KubernetesVersion, ImmutableArray<string> ApiVersions)
{
    /// <summary>The capabilities with their API versions sorted, each once.</summary>
    public static Capabilities Of(SemVersion kubernetesVersion, IEnumerable<string> apiVersions) =>
        new(kubernetesVersion, [.. apiVersions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The API versions that are here and not there.</summary>
    public ImmutableArray<string> Beyond(Capabilities other) =>
        [.. ApiVersions.Except(other.ApiVersions, StringComparer.Ordinal)];

    /// <inheritdoc />
    public bool Equals(Capabilities? other) =>
        other is not null
        && KubernetesVersion == other.KubernetesVersion
        && ApiVersions.SequenceEqual(other.ApiVersions);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(KubernetesVersion, ApiVersions.Length);
}
