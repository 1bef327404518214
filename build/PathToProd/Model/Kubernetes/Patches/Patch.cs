using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>A change to what a chart renders: a file in <c>patches/</c>, which names it.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Where">Where it says what it changes.</param>
/// <param name="Target">Which resources it changes.</param>
/// <param name="Merge">What is merged into them, as <c>kubectl patch --type=strategic</c> does; null for operations.</param>
/// <param name="Operations">A JSON Patch (RFC 6902); empty for a merge.</param>
/// <param name="IsOptional">Whether it may match nothing in an environment. Default: it must match something in each.</param>
public sealed record Patch(
    string Name,
    SourcePosition Where,
    PatchTarget Target,
    JsonObject? Merge,
    ImmutableArray<PatchOperation> Operations,
    bool IsOptional
)
{
    /// <summary>
    /// Whether it changes definitions: those of the folder <c>crds</c> are not part of every rendering.
    /// </summary>
    public bool IsForDefinitions => Target.Kind == "CustomResourceDefinition";

    /// <summary>Changes a resource.</summary>
    /// <returns>The changed one; null when the patch deletes it.</returns>
    /// <exception cref="PatchException">It does not fit this resource.</exception>
    internal JsonObject? Apply(KubernetesDocument document)
    {
        if (Merge is not null)
        {
            return StrategicMerge.Of(document, Merge);
        }

        JsonNode? json = document.Json.DeepClone();
        foreach (var operation in Operations)
        {
            json = operation.Apply(json);
        }

        return json as JsonObject
            ?? throw new PatchException(Where, "what is left of it is not a map", "keep the resource");
    }
}
