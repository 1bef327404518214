using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes.Policies;

/// <summary>The labels that Kubernetes recommends so that tools find what belongs together.</summary>
internal static class Labels
{
    private static readonly string[] Wanted =
    [
        "app.kubernetes.io/name",
        "app.kubernetes.io/version",
        "app.kubernetes.io/managed-by",
    ];

    public static Policy Policy { get; } =
        new("labels", "Everything but a custom resource definition carries the recommended labels.", Violations);

    private static IEnumerable<(string What, string Fix)> Violations(KubernetesDocument document)
    {
        var labels = (document.Json["metadata"] as JsonObject)?["labels"] as JsonObject;
        return document.IsCustomResourceDefinition
            ? []
            : from label in Wanted
            where labels?[label] is null
            select ($"{document} has no label {label}", "add it under metadata.labels");
    }
}
