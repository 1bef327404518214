using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes;

/// <summary>What must hold for every rendered document, whatever it is.</summary>
public static class DocumentChecks
{
    /// <summary>
    /// Each document has apiVersion, kind and name; no two are the same resource; none goes to another namespace than
    /// the component's, unless the component makes that namespace itself or says that it puts resources there; no value was
    /// left unresolved, and none is a number or a Boolean where Kubernetes takes only text. What is in no namespace at all,
    /// such as a cluster role, is the same resource whatever namespace it names.
    /// </summary>
    /// <param name="documents">What was rendered.</param>
    /// <param name="namespace">The component's namespace.</param>
    /// <param name="alsoIn">The other namespaces that the component may put resources into.</param>
    /// <param name="file">What the rendered text is called in problems.</param>
    public static IEnumerable<Problem> Check(
        IReadOnlyList<KubernetesDocument> documents,
        string @namespace,
        IReadOnlyCollection<string> alsoIn,
        string file
    )
    {
        var seen = new Dictionary<(string, string, string, string), KubernetesDocument>();
        var scope = new ClusterScope(documents);
        var made = documents.Where(document => document.Kind == "Namespace").Select(document => document.Name);
        var namespaces = made.Prepend(@namespace).Concat(alsoIn).Distinct().ToArray();
        foreach (var document in documents)
        {
            var where = new SourcePosition(file, document.Line, 1);
            foreach (var (what, fix) in Missing(document).Concat(Strange(document, scope, namespaces)))
            {
                yield return new Problem(where, what, fix);
            }

            foreach (var refused in ScalarChecks.Refused(document, file))
            {
                yield return refused;
            }

            var within = scope.Has(document) ? "" : document.Namespace ?? @namespace;
            var identity = (document.Group, document.Kind, within, document.Name);
            if (document.Name.Length > 0 && !seen.TryAdd(identity, document))
            {
                yield return new Problem(
                    where,
                    $"{document} is rendered twice, first at line {seen[identity].Line}",
                    "keep one of them, or give them different names"
                );
            }
        }
    }

    /// <summary>Those of the other namespaces that a component may put resources into that no document goes to.</summary>
    /// <param name="documents">All that was rendered.</param>
    /// <param name="alsoIn">The namespaces.</param>
    public static IEnumerable<string> Unused(
        IReadOnlyCollection<KubernetesDocument> documents,
        IEnumerable<string> alsoIn
    )
    {
        var scope = new ClusterScope(documents);
        return alsoIn.Except(
            documents.Where(document => !scope.Has(document)).Select(document => document.Namespace).OfType<string>()
        );
    }

    private static IEnumerable<(string What, string Fix)> Missing(KubernetesDocument document)
    {
        if (document.ApiVersion.Length == 0)
        {
            yield return ("the document has no apiVersion", "add one, such as apiVersion: v1");
        }

        if (document.Kind.Length == 0)
        {
            yield return ("the document has no kind", "add one, such as kind: ConfigMap");
        }

        if (document.Name.Length == 0 && HasGeneratedName(document))
        {
            yield return (
                $"the {document.Kind} has generateName and no metadata.name: it could not be found again to be changed or removed",
                "give it a name; a Job that runs with every deployment is a Helm hook with a name, which Helm removes before it makes it again"
            );
        }
        else if (document.Name.Length == 0)
        {
            yield return (
                $"the {(document.Kind.Length == 0 ? "document" : document.Kind)} has no metadata.name",
                "add one"
            );
        }
    }

    private static bool HasGeneratedName(KubernetesDocument document) =>
        (document.Json["metadata"] as JsonObject)?["generateName"] is JsonValue;

    private static IEnumerable<(string What, string Fix)> Strange(
        KubernetesDocument document,
        ClusterScope scope,
        string[] namespaces
    )
    {
        if (document.Namespace is { } found && !scope.Has(document) && !namespaces.Contains(found))
        {
            yield return (
                $"{document} goes to the namespace {found}, but the component's is {string.Join(" or ", namespaces)}",
                $"use the component's namespace, in a chart {{{{ .Release.Namespace }}}}; or list the other one among the component's namespaces in component.yaml: also-in: [{found}]"
            );
        }

        if (Unresolved(document.Json, path: "") is { } place)
        {
            yield return ($"{document} has an unresolved value at {place}", "give it a value in values.yaml");
        }
    }

    /// <summary>The path of the first text that a template engine left where a value should be.</summary>
    private static string? Unresolved(JsonNode? node, string path) =>
        node switch
        {
            JsonObject map => map.Select(pair =>
                    Unresolved(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}")
                )
                .FirstOrDefault(found => found is not null),
            JsonArray list => list.Select((item, index) => Unresolved(item, $"{path}[{index}]"))
                .FirstOrDefault(found => found is not null),
            JsonValue value when value.TryGetValue<string>(out var text) && IsUnresolved(text) => path,
            _ => null,
        };

    private static bool IsUnresolved(string text) =>
        text.Contains("<no value>", StringComparison.Ordinal)
        || text.Contains("%!", StringComparison.Ordinal) && text.Contains("(<nil>)", StringComparison.Ordinal)
        || text.Contains("${secrets.", StringComparison.Ordinal)
        || text.Contains("${values.", StringComparison.Ordinal);
}
