using PathToProd.Formats.Shapes;
using PathToProd.Versions;

namespace PathToProd.Model.Environments;

/// <summary>What <c>capabilities.yaml</c> must look like; <c>environment.yaml</c> has the same keys.</summary>
internal static class CapabilitiesShape
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "capabilities.yaml";

    public static readonly Key<SemVersion?> KubernetesVersion = new(
        "kubernetes-version",
        new TextShape<SemVersion>(TextFormats.Version)!,
        "The Kubernetes version that charts are rendered for, such as 1.31.2. A cluster's own version decides what it accepts."
    )
    {
        Fallback = null,
        Default = EnvironmentManifest.DefaultKubernetesVersion,
    };

    public static readonly Key<string[]?> ApiVersions = new(
        "api-versions",
        new ListShape<string>(new TextShape<string>(ApiVersionFormat.ApiVersion), isDistinct: true)!,
        "API versions that charts see as served by the cluster, besides those that Helm itself knows: monitoring.coreos.com/v1 or monitoring.coreos.com/v1/ServiceMonitor. "
            + "--target=Capabilities records it from a cluster."
    )
    {
        Fallback = null,
    };

    public static readonly ObjectShape<EnvironmentFile> Shape = new(
        fields => new EnvironmentFile
        {
            KubernetesVersion = fields.Get(KubernetesVersion),
            ApiVersions = fields.Get(ApiVersions) is { } said ? [.. said] : null,
            Source = fields.Source,
        },
        KubernetesVersion,
        ApiVersions
    );
}
