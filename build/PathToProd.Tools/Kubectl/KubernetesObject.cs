using System.Text.Json.Nodes;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>A resource of a cluster.</summary>
/// <param name="ApiVersion">Its group and version, such as <c>apps/v1</c>.</param>
/// <param name="Kind">Its kind, such as <c>Deployment</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace; null when it is of the whole cluster.</param>
/// <param name="Json">All of it, secrets too.</param>
public sealed record KubernetesObject(string ApiVersion, string Kind, string Name, string? Namespace, JsonNode Json)
{
    /// <summary>Writes <c>namespace/Kind/name</c>, and none of the content.</summary>
    public override string ToString() => Namespace is null ? $"{Kind}/{Name}" : $"{Namespace}/{Kind}/{Name}";

    /// <summary>Reads one resource, or each of a list; null when the node is neither.</summary>
    internal static IReadOnlyList<KubernetesObject>? ReadAll(JsonNode node)
    {
        if (
            node.Text("kind")?.EndsWith("List", StringComparison.Ordinal) != true
            || node["items"] is not JsonArray items
        )
        {
            return ReadOne(node) is { } single ? [single] : null;
        }

        var objects = new List<KubernetesObject>();
        foreach (var item in items)
        {
            if (item is null || ReadOne(item) is not { } one)
            {
                return null;
            }

            objects.Add(one);
        }

        return objects;
    }

    private static KubernetesObject? ReadOne(JsonNode node) =>
        node.Text("apiVersion") is { } version
        && node.Text("kind") is { } kind
        && node["metadata"].Text("name") is { } name
            ? new KubernetesObject(version, kind, name, node["metadata"].Text("namespace"), node)
            : null;
}
