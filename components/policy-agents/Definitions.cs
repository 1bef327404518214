using System.Text.Json.Nodes;

namespace PolicyAgents;

/// <summary>What must hold for the custom resource definitions of a rendered chart.</summary>
internal static class Definitions
{
    private const string VersionLabel = "app.kubernetes.io/version";

    /// <summary>Every problem, as a sentence; none when all is well.</summary>
    public static IEnumerable<string> Check(IReadOnlyList<KubernetesDocument> documents, string componentVersion)
    {
        var definitions = documents.Where(document => document.IsCustomResourceDefinition).ToList();
        if (definitions.Count == 0)
        {
            yield return "there is none among the rendered documents.";
        }

        var served = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            foreach (var problem in CheckOne(definition, componentVersion, served))
            {
                yield return $"{definition.Name}: {problem}";
            }
        }

        foreach (var document in documents.Where(document => IsOurs(document) && !served.Contains(Served(document))))
        {
            yield return $"{document.Kind}/{document.Name}: {document.ApiVersion} is served by no definition.";
        }
    }

    private static IEnumerable<string> CheckOne(
        KubernetesDocument definition,
        string componentVersion,
        HashSet<string> served
    )
    {
        var spec = definition.Json["spec"]!;
        var versions = spec["versions"]!.AsArray();
        foreach (var version in versions.Where(version => version!["served"]!.GetValue<bool>()))
        {
            served.Add($"{spec["group"]}/{version!["name"]}/{spec["names"]!["kind"]}");
        }

        if (versions.Count(version => version!["storage"]!.GetValue<bool>()) != 1)
        {
            yield return "exactly one version must be the one that is stored.";
        }

        foreach (var version in versions)
        {
            var path = $"versions.{version!["name"]}.schema.openAPIV3Schema";
            foreach (var problem in CheckSchema(version["schema"]?["openAPIV3Schema"], path))
            {
                yield return problem;
            }
        }

        // Helm renders definitions as they are, so that their labels cannot say {{ .Chart.Version }}.
        if (definition.Json["metadata"]!["labels"]?[VersionLabel]?.GetValue<string>() != componentVersion)
        {
            yield return $"the label {VersionLabel} must say {componentVersion}, the component's version.";
        }
    }

    /// <summary>A schema is structural when each node has a type, and says what is below it.</summary>
    private static IEnumerable<string> CheckSchema(JsonNode? schema, string path)
    {
        var type = schema?["type"]?.GetValue<string>();
        if (type is null)
        {
            return [$"{path} has no type, so the schema is not structural and the API server refuses it."];
        }

        var below = schema!["properties"]?.AsObject() ?? [];
        return
        [
            .. below.SelectMany(property => CheckSchema(property.Value, $"{path}.{property.Key}")),
            .. type == "array" ? CheckSchema(schema["items"], $"{path}.items") : [],
        ];
    }

    private static bool IsOurs(KubernetesDocument document) =>
        document.ApiVersion.StartsWith("policy.path-to-prod.example/", StringComparison.Ordinal);

    private static string Served(KubernetesDocument document) => $"{document.ApiVersion}/{document.Kind}";
}
