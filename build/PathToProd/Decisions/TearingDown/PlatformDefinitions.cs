using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Facts.Clusters;
using PathToProd.Model.Components;
using PathToProd.Model.Kubernetes.Fields;

namespace PathToProd.Decisions.TearingDown;

/// <summary>
/// The custom resource definitions in a cluster that components of the platform brought: those that this program applied, which its field manager
/// shows, and those of a component's Helm release. Those of the cluster itself, and of others, are left alone.
/// </summary>
public static class PlatformDefinitions
{
    /// <summary>Those of some definitions.</summary>
    /// <param name="definitions">All definitions in the cluster, with who manages their fields.</param>
    /// <param name="components">The components of the platform.</param>
    public static ImmutableArray<FoundObject> Of(
        IEnumerable<FoundObject> definitions,
        IEnumerable<ComponentManifest> components
    )
    {
        var releases = components.Select(component => (component.Name, component.Namespace)).ToHashSet();
        return [.. definitions.Where(definition => IsApplied(definition) || releases.Contains(Release(definition)))];
    }

    /// <summary>What is made from a definition, as kubectl names it: <c>widgets.demo.example</c>.</summary>
    public static string Resource(FoundObject definition) => definition.Name;

    /// <summary>Whether the API server serves what is made from it; what it never served, nothing was made from.</summary>
    public static bool IsServed(FoundObject definition) =>
        (definition.Json["status"]?["conditions"] as JsonArray ?? []).Any(one =>
            one?["type"]?.ToString() == "Established" && one["status"]?.ToString() == "True"
        );

    /// <summary>The kind that it defines.</summary>
    public static (string Group, string Kind) Kind(FoundObject definition) =>
        (definition.Value("spec", "group") ?? "", definition.Value("spec", "names", "kind") ?? "");

    private static bool IsApplied(FoundObject definition) =>
        (definition.Json["metadata"]?["managedFields"] as JsonArray ?? []).Any(owner =>
            owner?["manager"]?.ToString() == FieldManager.Ours
        );

    private static (string, string) Release(FoundObject definition)
    {
        var annotations = definition.Json["metadata"]?["annotations"];
        return (
            annotations?["meta.helm.sh/release-name"]?.ToString() ?? "",
            annotations?["meta.helm.sh/release-namespace"]?.ToString() ?? ""
        );
    }
}
