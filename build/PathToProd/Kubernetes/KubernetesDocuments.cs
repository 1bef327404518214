using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Reporting;

namespace PathToProd.Kubernetes;

/// <summary>Reads a stream of YAML documents, as <c>helm template</c> and manifest files hold them.</summary>
public static class KubernetesDocuments
{
    /// <summary>
    /// Reads all documents of a text; empty ones are left out, and a list (<c>kind: List</c>) counts as its items. A
    /// document that cannot be parsed, or that is no map, is a problem, and the others are still read.
    /// </summary>
    /// <param name="text">Documents between lines of <c>---</c>.</param>
    /// <param name="file">What the text is called in problems.</param>
    /// <param name="problems">Where problems are added.</param>
    public static ImmutableArray<KubernetesDocument> Read(string text, string file, ICollection<Problem> problems)
    {
        var documents = ImmutableArray.CreateBuilder<KubernetesDocument>();
        foreach (var (chunk, line) in DocumentSplitter.Split(text))
        {
            if (YamlJson.Read(chunk, file, problems, line) is not { } map)
            {
                continue;
            }

            if (ItemsOf(map) is { } items)
            {
                documents.AddRange(items.Select(item => Describe(item, JsonText.Of(item), line)));
            }
            else
            {
                documents.Add(Describe(map, chunk.Trim('\n'), line));
            }
        }

        return documents.ToImmutable();
    }

    /// <summary>What a list holds; null for everything that is not a list.</summary>
    private static JsonObject[]? ItemsOf(JsonObject map) =>
        Text(map["kind"])?.EndsWith("List", StringComparison.Ordinal) == true && map["items"] is JsonArray items
            ? [.. items.OfType<JsonObject>().Select(item => (JsonObject)item.DeepClone())]
            : null;

    private static KubernetesDocument Describe(JsonObject map, string text, int line)
    {
        var metadata = map["metadata"] as JsonObject;
        return new KubernetesDocument(
            Text(map["apiVersion"]) ?? "",
            Text(map["kind"]) ?? "",
            Text(metadata?["name"]) ?? "",
            Text(metadata?["namespace"]),
            map,
            text,
            line
        );
    }

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;
}
