namespace PathToProd.Facts.Artifacts;

/// <summary>The media types that artifacts are made of: those that Helm, OpenTofu and Flux look for, and our own.</summary>
public static class MediaTypes
{
    /// <summary>An OCI image manifest, which names all parts of an artifact.</summary>
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>An OCI image index, which lists artifacts.</summary>
    public const string Index = "application/vnd.oci.image.index.v1+json";

    /// <summary>The config of an artifact that needs none: <c>{}</c>.</summary>
    public const string Empty = "application/vnd.oci.empty.v1+json";

    /// <summary>The config of a Helm chart: <c>Chart.yaml</c> as JSON.</summary>
    public const string HelmConfig = "application/vnd.cncf.helm.config.v1+json";

    /// <summary>A chart as <c>helm package</c> packs it.</summary>
    public const string HelmChart = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

    /// <summary>The artifact type of a module package, as OpenTofu reads it from registries.</summary>
    public const string ModulePackage = "application/vnd.opentofu.modulepkg";

    /// <summary>The one layer of a module package.</summary>
    public const string Zip = "archive/zip";

    /// <summary>The config of manifests as Flux pushes them.</summary>
    public const string FluxConfig = "application/vnd.cncf.flux.config.v1+json";

    /// <summary>Kubernetes manifests as Flux reads them.</summary>
    public const string FluxContent = "application/vnd.cncf.flux.content.v1.tar+gzip";

    /// <summary>What else an artifact needs to be deployed: the component's manifest, its smoke script and its own tasks.</summary>
    public const string Component = "application/vnd.path-to-prod.component.v1.tar+gzip";

    /// <summary>The artifact type of a result: that a stage passed on inputs of a key.</summary>
    public const string Result = "application/vnd.path-to-prod.result.v1";

    /// <summary>The artifact type of a build record: who made an artifact, when, and from which commit.</summary>
    public const string BuildRecord = "application/vnd.path-to-prod.build.v1";
}
