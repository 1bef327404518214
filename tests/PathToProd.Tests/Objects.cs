using System.Text.Json.Nodes;
using PathToProd.Facts.Clusters;

namespace PathToProd.Tests;

/// <summary>Objects as a look at a cluster finds them.</summary>
internal static class Objects
{
    /// <param name="what">Its API version, kind and name: <c>apps/v1 Deployment shop/web</c>.</param>
    /// <param name="body">What else it says, as JSON: <c>"spec": { "replicas": 2 }</c>.</param>
    /// <param name="metadata">What its metadata say beside that, as JSON.</param>
    public static FoundObject Of(string what, string body = "", string metadata = "")
    {
        var (version, kind, path) = what.Split(' ') is [var one, var two, var three]
            ? (one, two, three)
            : throw new ArgumentException(what, nameof(what));
        var json = (JsonObject)JsonNode.Parse($$"""{ {{(body.Length == 0 ? "\"none\": 0" : body)}} }""")!;
        json["metadata"] = JsonNode.Parse($$"""{ {{(metadata.Length == 0 ? "\"none\": 0" : metadata)}} }""");
        return path.Split('/') is [var ns, var name]
            ? new FoundObject(version, kind, ns, name, json)
            : new FoundObject(version, kind, Namespace: null, path, json);
    }

    /// <summary>A definition of <c>Widget</c> in a group.</summary>
    public static FoundObject Definition(string group, string metadata = "") =>
        Of(
            $"apiextensions.k8s.io/v1 CustomResourceDefinition widgets.{group}",
            $$"""
            "spec": { "group": "{{group}}", "names": { "kind": "Widget", "plural": "widgets" } },
            "status": { "conditions": [{ "type": "Established", "status": "True" }] }
            """,
            metadata
        );
}
