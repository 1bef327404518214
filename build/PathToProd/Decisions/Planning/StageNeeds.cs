using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Decisions.Planning;

/// <summary>What the stages of a component need beside its files: which tools, by their names in <c>build/tools.yaml</c>, and a cluster.</summary>
public static class StageNeeds
{
    /// <summary>The tools that its stages start for an environment.</summary>
    public static ImmutableArray<string> Tools(ComponentType type, EnvironmentManifest environment) =>
        type != ComponentType.Terraform && environment.Target is Target.Cluster
            ? [.. ToolsToTest(type), "kubectl"]
            : ToolsToTest(type);

    /// <summary>The tools whose versions count for the result of its tests, which are the same whatever environment a run is for.</summary>
    public static ImmutableArray<string> ToolsToTest(ComponentType type) =>
        type switch
        {
            ComponentType.Terraform => ["terraform"],
            ComponentType.Helm => ["helm"],
            _ => [],
        };

    /// <summary>The cluster that a run has to reach; null when it needs none.</summary>
    public static Target.Cluster? Cluster(RunRequest request, IEnumerable<ComponentManifest> components) =>
        components
            .Select(component => Cluster(request.Target, component.Type, request.Environment))
            .FirstOrDefault(cluster => cluster is not null);

    /// <summary>The cluster that a target has to reach for a component; null when it needs none.</summary>
    // A Terraform root may be what makes the cluster, so it does not need one.
    public static Target.Cluster? Cluster(RunTarget target, ComponentType type, EnvironmentManifest environment) =>
        target.ConcernsEnvironment && type != ComponentType.Terraform ? environment.Target as Target.Cluster : null;
}
