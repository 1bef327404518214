using Cake.Core.IO;

namespace Cake.Helm;

/// <summary>Settings of <c>helm template</c>.</summary>
public sealed class HelmTemplateSettings : HelmValuesSettings
{
    /// <summary>The Kubernetes version that the chart sees; by default the one that this Helm was built for.</summary>
    public string? KubeVersion { get; set; }

    /// <summary>
    /// API versions that the chart sees besides the usual ones, such as <c>policy/v1/PodDisruptionBudget</c>.
    /// </summary>
    public IList<string> ApiVersions { get; } = [];

    /// <summary>
    /// Whether custom resource definitions of the folder <c>crds</c> are rendered, too; by default no.
    /// </summary>
    public bool? IncludeCrds { get; set; }

    /// <summary>Whether test pods are left out; by default they are rendered.</summary>
    public bool? SkipTests { get; set; }

    /// <summary>Whether hooks are left out; by default they are rendered.</summary>
    public bool? NoHooks { get; set; }

    /// <summary>Whether the chart sees an upgrade; by default it sees an installation.</summary>
    public bool? IsUpgrade { get; set; }

    /// <summary>Whether to check the result against the cluster, which must be there; by default no.</summary>
    public bool? Validate { get; set; }

    /// <summary>
    /// Whether the function <c>lookup</c> finds what is in the cluster; by default it finds nothing. Needs Helm 3.13 or later.
    /// </summary>
    public bool? Lookup { get; set; }

    /// <summary>Templates to show, relative to the chart; by default all.</summary>
    public IList<string> ShowOnly { get; } = [];

    /// <summary>Where to write one file for each template; by default the result is only returned.</summary>
    public DirectoryPath? OutputDirectory { get; set; }
}
