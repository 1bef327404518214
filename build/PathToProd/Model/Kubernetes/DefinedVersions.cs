using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes;

/// <summary>What an API server serves once custom resource definitions are there.</summary>
public static class DefinedVersions
{
    /// <summary>As Helm names it: <c>acme.example/v1</c> and <c>acme.example/v1/Widget</c>; versions that are not served are left out.</summary>
    public static IEnumerable<string> Of(IEnumerable<KubernetesDocument> documents) =>
        from document in documents
        where document.IsCustomResourceDefinition
        let spec = document.Json["spec"] as JsonObject
        let kind = (spec?["names"] as JsonObject)?["kind"]?.ToString()
        from version in Versions(spec)
        from served in (string[])[$"{spec!["group"]}/{version}", $"{spec["group"]}/{version}/{kind}"]
        select served;

    /// <summary>Definitions of <c>v1beta1</c> may name one version alone.</summary>
    private static IEnumerable<string> Versions(JsonObject? spec) =>
        spec?["versions"] is JsonArray versions
            ? versions
                .OfType<JsonObject>()
                .Where(version => version["served"]?.ToString() == "true")
                .Select(version => version["name"]?.ToString() ?? "")
        : spec?["version"] is { } only ? [only.ToString()]
        : [];
}
