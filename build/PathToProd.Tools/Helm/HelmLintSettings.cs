namespace Cake.Helm;

/// <summary>Settings of <c>helm lint</c>.</summary>
public sealed class HelmLintSettings : HelmValuesSettings
{
    /// <summary>Whether warnings fail, too; by default only errors do.</summary>
    public bool? Strict { get; set; }

    /// <summary>
    /// The Kubernetes version that the chart sees, from Helm 3.14 on; by default the one that this Helm was built for.
    /// </summary>
    public string? KubeVersion { get; set; }

    /// <summary>Whether to look at the charts it depends on, too; by default no.</summary>
    public bool? WithSubcharts { get; set; }
}
