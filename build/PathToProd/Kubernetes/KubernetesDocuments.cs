using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Reporting;

namespace PathToProd.Kubernetes;

/// <summary>Reads a stream of YAML documents, as <c>helm template</c> and manifest files hold them.</summary>
public static class KubernetesDocuments
{
    /// <summary>
    /// Reads all documents of a text; empty ones are left out. A document that cannot be parsed, or that is no map, is
    /// a problem, and the others are still read.
    /// </summary>
    /// <param name="text">Documents between lines of <c>---</c>.</param>
    /// <param name="file">What the text is called in problems.</param>
    /// <param name="problems">Where problems are added.</param>
    public static ImmutableArray<KubernetesDocument> Read(string text, string file, ICollection<Problem> problems)
    {
        var documents = ImmutableArray.CreateBuilder<KubernetesDocument>();
        foreach (var (chunk, line) in Split(text))
        {
            if (YamlJson.Read(chunk, file, problems, line) is { } map)
            {
                documents.Add(Describe(map, chunk, line));
            }
        }

        return documents.ToImmutable();
    }

    private static KubernetesDocument Describe(JsonObject map, string chunk, int line)
    {
        var metadata = map["metadata"] as JsonObject;
        return new KubernetesDocument(
            Text(map["apiVersion"]) ?? "",
            Text(map["kind"]) ?? "",
            Text(metadata?["name"]) ?? "",
            Text(metadata?["namespace"]),
            map,
            chunk.Trim('\n'),
            line
        );
    }

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    private static IEnumerable<(string Chunk, int Line)> Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var start = 0;
        for (var index = 0; index <= lines.Length; index++)
        {
            if (
                index < lines.Length
                && lines[index] != "---"
                && !lines[index].StartsWith("--- ", StringComparison.Ordinal)
            )
            {
                continue;
            }

            var chunk = string.Join('\n', lines[start..index]);
            if (!string.IsNullOrWhiteSpace(chunk))
            {
                yield return (chunk, start + 1);
            }

            start = index + 1;
        }
    }
}
