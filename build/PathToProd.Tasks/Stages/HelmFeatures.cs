using PathToProd.Tools.Calls;
using PathToProd.Versions;

namespace PathToProd.Tasks.Stages;

/// <summary>What one Helm can and another cannot.</summary>
internal static class HelmFeatures
{
    private static readonly SemVersion WithLookup = SemVersion.Parse("3.13.0");
    private static readonly SemVersion Four = SemVersion.Parse("4.0.0");

    /// <summary>
    /// Whether <c>helm template --dry-run=server</c> renders what a chart's <c>lookup</c> finds in the cluster. See
    /// https://github.com/helm/helm/pull/9426.
    /// </summary>
    public static bool CanLookUp(IEnumerable<FoundTool> tools) => IsAtLeast(tools, WithLookup);

    /// <summary>
    /// Whether that alone asks the cluster what it serves, as Helm 4 does: it refuses <c>--validate</c> beside it, and Helm 3
    /// needs it.
    /// </summary>
    public static bool LookupValidates(IEnumerable<FoundTool> tools) => IsAtLeast(tools, Four);

    private static bool IsAtLeast(IEnumerable<FoundTool> tools, SemVersion least) =>
        tools.FirstOrDefault(tool => tool.Name == "helm") is { } helm
        && SemVersion.TryParse(helm.Version, out var version)
        && version >= least;
}
