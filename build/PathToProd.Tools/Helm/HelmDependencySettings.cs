namespace Cake.Helm;

/// <summary>Settings of <c>helm dependency build</c> and <c>helm dependency update</c>.</summary>
public sealed class HelmDependencySettings : HelmSettings
{
    /// <summary>
    /// Whether to download the index of every repository in Helm's repositories file first; by default no
    /// (<c>--skip-refresh</c>), as most of them have nothing to do with the chart.
    /// </summary>
    public bool Refresh { get; set; }

    /// <summary>Whether to check signatures; by default no.</summary>
    public bool? Verify { get; set; }
}
