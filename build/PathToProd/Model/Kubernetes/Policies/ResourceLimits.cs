using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes.Policies;

/// <summary>A container without limits can starve its neighbours.</summary>
internal static class ResourceLimits
{
    public static Policy Policy { get; } =
        new("resource-limits", "Every container requests CPU and memory, and limits its memory.", Violations);

    private static IEnumerable<(string What, string Fix)> Violations(KubernetesDocument document) =>
        from entry in Policy.Containers(document)
        let resources = entry.Container["resources"] as JsonObject
        from path in (string[])["requests.cpu", "requests.memory", "limits.memory"]
        let keys = path.Split('.')
        where (resources?[keys[0]] as JsonObject)?[keys[1]] is null
        select ($"container {entry.Name} of {document} has no resources.{path}", "set it");
}
