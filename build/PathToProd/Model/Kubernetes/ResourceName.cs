using System.Text.Json.Nodes;
using PathToProd.Formats.Json;

namespace PathToProd.Model.Kubernetes;

/// <summary>Which resource of a cluster is meant, and by which version of its API it was written.</summary>
/// <param name="ApiVersion">For example <c>apps/v1</c>.</param>
/// <param name="Kind">For example <c>Deployment</c>.</param>
/// <param name="Namespace">Where it is; of a resource in no namespace, that of its component, which means nothing.</param>
/// <param name="Name">From its metadata.</param>
public sealed record ResourceName(string ApiVersion, string Kind, string Namespace, string Name)
{
    /// <summary>The API group: <c>apps</c> for <c>apps/v1</c>, empty for the core group.</summary>
    public string Group => ApiVersion.Contains('/') ? ApiVersion[..ApiVersion.IndexOf('/')] : "";

    /// <summary>True for custom resource definitions.</summary>
    public bool IsCustomResourceDefinition => Kind == "CustomResourceDefinition";

    /// <summary>The resource that a document is about.</summary>
    /// <param name="document">The document.</param>
    /// <param name="namespace">Where it goes when it names no namespace.</param>
    public static ResourceName Of(KubernetesDocument document, string @namespace) =>
        new(document.ApiVersion, document.Kind, document.Namespace ?? @namespace, document.Name);

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static ResourceName? Parse(string line) =>
        line.Split('/') is { Length: 4 or 5 } parts
            ? new ResourceName(string.Join('/', parts[..^3]), parts[^3], parts[^2], parts[^1])
            : null;

    /// <summary>The resource as one line: <c>apps/v1/Deployment/ingress/controller</c>.</summary>
    public override string ToString() => $"{ApiVersion}/{Kind}/{Namespace}/{Name}";

    /// <summary>As much of the resource as kubectl needs to find it.</summary>
    public string Stub =>
        JsonText.Line(
            new JsonObject
            {
                ["apiVersion"] = ApiVersion,
                ["kind"] = Kind,
                ["metadata"] = new JsonObject { ["namespace"] = Namespace, ["name"] = Name },
            }
        );
}
