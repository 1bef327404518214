using PathToProd.Tasks.Tools.Installation;
using PathToProd.Versions;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>What one Helm can and another cannot.</summary>
internal static class HelmVersions
{
    /// <summary>Helm answers a chart's <c>lookup</c> without deploying since 3.13: https://github.com/helm/helm/pull/9426.</summary>
    private static readonly SemVersion Lookup = SemVersion.Parse("3.13.0");

    /// <summary>True for a Helm that renders what <c>lookup</c> finds in the cluster when it only pretends to deploy.</summary>
    public static bool LooksUpInDryRun(FoundTool tool) =>
        tool.Name == "helm" && SemVersion.TryParse(tool.Version, out var version) && version >= Lookup;
}
