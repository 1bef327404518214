using System.Text.Json.Nodes;
using PathToProd.Formats.Yaml;

namespace PathToProd.Model.Kubernetes;

/// <summary>One rendered Kubernetes manifest.</summary>
/// <param name="ApiVersion">For example <c>apps/v1</c>; empty when the document has none.</param>
/// <param name="Kind">For example <c>Deployment</c>; empty when the document has none.</param>
/// <param name="Name">From its metadata; empty when it has none.</param>
/// <param name="Namespace">From its metadata; null when it says none.</param>
/// <param name="Json">The whole document.</param>
/// <param name="Text">The document as it was rendered, without separators and without its last line break.</param>
/// <param name="Line">The line at which it starts in what was rendered, from 1.</param>
public sealed record KubernetesDocument(
    string ApiVersion,
    string Kind,
    string Name,
    string? Namespace,
    JsonObject Json,
    string Text,
    int Line
)
{
    /// <summary>What it was read from, with the place of each part; null when it was not read.</summary>
    internal YamlDocument? Origin { get; init; }

    /// <summary>The API group: <c>apps</c> for <c>apps/v1</c>, empty for the core group.</summary>
    public string Group => ApiVersion.Contains('/') ? ApiVersion[..ApiVersion.IndexOf('/')] : "";

    /// <summary>What people call it: <c>Deployment ingress/ingress-controller</c>.</summary>
    public override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";

    /// <summary>True for custom resource definitions, which must be there before anything that uses them.</summary>
    public bool IsCustomResourceDefinition => Kind == "CustomResourceDefinition";

    /// <summary>What makes this a hook of a Helm release; null for what is part of the release itself.</summary>
    public Hook? Hook => Hook.Of(this);

    /// <summary>The specification of the pods that this resource makes; null when it makes none.</summary>
    public JsonObject? PodSpec =>
        Kind switch
        {
            "Pod" => Json["spec"] as JsonObject,
            "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "ReplicationController" or "Job" => At(
                "spec",
                "template",
                "spec"
            ),
            "CronJob" => At("spec", "jobTemplate", "spec", "template", "spec"),
            _ => null,
        };

    private JsonObject? At(params ReadOnlySpan<string> keys)
    {
        var node = Json;
        foreach (var key in keys)
        {
            node = node?[key] as JsonObject;
        }

        return node;
    }
}
