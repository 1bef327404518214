using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Formats.Yaml;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes;

/// <summary>
/// Reads a stream of YAML documents, as <c>helm template</c> and manifest files hold them, by the rules of kubectl and
/// Helm: what a policy sees is what the API server gets.
/// </summary>
public static class KubernetesDocuments
{
    /// <summary>
    /// Reads all documents of a text; empty ones are left out, and a list counts as its items. A document that Kubernetes
    /// would refuse, or that is not a map, is a problem, and the others are still read.
    /// </summary>
    /// <param name="text">Documents between lines of <c>---</c>.</param>
    /// <param name="file">What the text is called in problems.</param>
    /// <param name="problems">Where problems are added.</param>
    public static ImmutableArray<KubernetesDocument> Read(string text, string file, ICollection<Problem> problems)
    {
        var documents = ImmutableArray.CreateBuilder<KubernetesDocument>();
        foreach (var (chunk, line) in DocumentSplitter.Split(text, file, problems))
        {
            if (YamlDocument.Read(chunk, file, problems, line) is { } document)
            {
                documents.AddRange(Of(document, file, line, problems));
            }
        }

        return documents.ToImmutable();
    }

    private static IEnumerable<KubernetesDocument> Of(
        YamlDocument document,
        string file,
        int line,
        ICollection<Problem> problems
    ) =>
        document.Json.ContainsKey("items")
            ? ListItems
                .Of(document, file, problems)
                .SelectMany(item => Of(item, file, item.At(file, item.Root).Line, problems))
            : [Describe(document, line)];

    private static KubernetesDocument Describe(YamlDocument document, int line)
    {
        var json = document.Json;
        var metadata = json["metadata"] as JsonObject;
        return new KubernetesDocument(
            Text(json["apiVersion"]) ?? "",
            Text(json["kind"]) ?? "",
            Text(metadata?["name"]) ?? "",
            Text(metadata?["namespace"]),
            json,
            document.Text,
            line
        )
        {
            Origin = document,
        };
    }

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;
}
