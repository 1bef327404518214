using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PathToProd.Kubernetes;

/// <summary>What makes a rendered document a hook of Helm. https://helm.sh/docs/topics/charts_hooks/</summary>
/// <param name="Events">When it runs, such as <c>pre-install</c>: each in lower case.</param>
public sealed record HelmHook(ImmutableArray<string> Events)
{
    private const string Annotation = "helm.sh/hook";

    /// <summary>True for what only <c>helm test</c> runs; <c>test-success</c> is its old name.</summary>
    public bool IsTest => Events.Contains("test") || Events.Contains("test-success");

    /// <summary>The hook that a document is; null when it is none.</summary>
    public static HelmHook? Of(KubernetesDocument document) =>
        ((document.Json["metadata"] as JsonObject)?["annotations"] as JsonObject)?[Annotation] is JsonValue value
            ? new HelmHook([
                .. value
                    .ToString()
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(name => name.ToLowerInvariant()),
            ])
            : null;
}
