using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Tasks.Stages;

/// <summary>Which tools a component's tasks start, by their names in <c>build/tools.yaml</c>.</summary>
internal static class NeededTools
{
    /// <summary>Those that its stages start for an environment.</summary>
    public static IEnumerable<string> Of(ComponentType type, EnvironmentManifest environment) =>
        type != ComponentType.Terraform && environment.Target is Target.Cluster
            ? [.. ToTest(type), "kubectl"]
            : ToTest(type);

    /// <summary>Those whose versions count for the result of its tests, which are the same whatever environment a run is for.</summary>
    public static IEnumerable<string> ToTest(ComponentType type) =>
        type switch
        {
            ComponentType.Terraform => ["terraform"],
            ComponentType.Helm => ["helm"],
            _ => [],
        };
}
