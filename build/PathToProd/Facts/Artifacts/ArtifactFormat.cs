using PathToProd.Model.Components;

namespace PathToProd.Facts.Artifacts;

/// <summary>How the artifact of a type of component is packed, so that the tool it is for can read it.</summary>
/// <param name="ArtifactType">The manifest's artifact type; null when the config's media type says it.</param>
/// <param name="ConfigType">The config's media type.</param>
/// <param name="PayloadType">The media type of the first layer, which holds what is deployed.</param>
/// <param name="Folder">The folder of the component that the first layer holds.</param>
/// <param name="Reader">Which tool reads it, for messages.</param>
public sealed record ArtifactFormat(
    string? ArtifactType,
    string ConfigType,
    string PayloadType,
    string Folder,
    string Reader
)
{
    private static readonly ArtifactFormat Helm = new(
        null,
        MediaTypes.HelmConfig,
        MediaTypes.HelmChart,
        "chart",
        "a Helm chart"
    );

    private static readonly ArtifactFormat Terraform = new(
        MediaTypes.ModulePackage,
        MediaTypes.Empty,
        MediaTypes.Zip,
        "terraform",
        "a Terraform module package"
    );

    private static readonly ArtifactFormat Manifests = new(
        null,
        MediaTypes.FluxConfig,
        MediaTypes.FluxContent,
        "manifests",
        "Kubernetes manifests"
    );

    /// <summary>The format of a type.</summary>
    public static ArtifactFormat Of(ComponentType type) =>
        type switch
        {
            ComponentType.Helm => Helm,
            ComponentType.Terraform => Terraform,
            _ => Manifests,
        };

    /// <summary>The format that a manifest has; null when it is not an artifact of ours.</summary>
    public static ArtifactFormat? Of(OciManifest manifest) =>
        new[] { Helm, Terraform, Manifests }.FirstOrDefault(format =>
            manifest.ArtifactType == format.ArtifactType
            && manifest.Config.MediaType == format.ConfigType
            && manifest.Layers is [{ MediaType: var payload }, { MediaType: MediaTypes.Component }]
            && payload == format.PayloadType
        );
}
