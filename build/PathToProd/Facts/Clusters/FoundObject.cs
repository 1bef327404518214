using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Facts.Clusters;

/// <summary>An object of any kind that a look at a cluster found.</summary>
/// <param name="ApiVersion">For example <c>apps/v1</c>.</param>
/// <param name="Kind">For example <c>Deployment</c>.</param>
/// <param name="Namespace">Where it is; null for an object of the whole cluster.</param>
/// <param name="Name">Its name.</param>
/// <param name="Json">All of it.</param>
public sealed record FoundObject(string ApiVersion, string Kind, string? Namespace, string Name, JsonObject Json)
{
    /// <summary>The API group: <c>apps</c> for <c>apps/v1</c>, empty for the core group.</summary>
    public string Group => ApiVersion.Contains('/') ? ApiVersion[..ApiVersion.IndexOf('/')] : "";

    /// <summary>What has to be done before the API server lets go of it.</summary>
    public ImmutableArray<string> Finalizers =>
        [.. (Metadata?["finalizers"] as JsonArray ?? []).Select(one => one?.ToString() ?? "")];

    /// <summary>When it was asked to go; null when it was not.</summary>
    public DateTimeOffset? DeletedAt =>
        DateTimeOffset.TryParse(
            Metadata?["deletionTimestamp"]?.ToString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;

    /// <summary>What people call it: <c>Service shop/web</c>.</summary>
    public string Text => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";

    /// <summary>What identifies it, whatever version of its API it was read by.</summary>
    public (string Group, string Kind, string? Namespace, string Name) Id => (Group, Kind, Namespace, Name);

    /// <summary>As much of it as kubectl needs to find it.</summary>
    public string Stub => new ResourceName(ApiVersion, Kind, Namespace ?? "", Name).Stub;

    private JsonNode? Metadata => Json["metadata"];

    /// <summary>A value deep in it, as text; null when there is none.</summary>
    public string? Value(params ReadOnlySpan<string> path)
    {
        JsonNode? node = Json;
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }

        return node is JsonValue ? node.ToString() : null;
    }

    /// <summary>A number deep in it; null when there is none.</summary>
    public int? Number(params ReadOnlySpan<string> path) =>
        int.TryParse(Value(path), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Reads the objects of a list, in whatever form kubectl writes it.</summary>
    /// <exception cref="FormatException">It is not a list of objects.</exception>
    public static ImmutableArray<FoundObject> ReadAll(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject list && list["items"] is JsonArray items
                ?
                [
                    .. items.Select(item =>
                        Of(item, list) ?? throw new FormatException("the list has something that is not an object")
                    ),
                ]
                : throw new FormatException("it is not a list");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is not JSON: {exception.Message}", exception);
        }
    }

    // A list that the API server wrote itself says of its items only together what they are.
    private static FoundObject? Of(JsonNode? item, JsonObject list) =>
        item is JsonObject json && json["metadata"] is JsonObject metadata && metadata["name"] is { } name
            ? new FoundObject(
                json["apiVersion"]?.ToString() ?? list["apiVersion"]?.ToString() ?? "",
                json["kind"]?.ToString() ?? WithoutList(list["kind"]?.ToString()),
                metadata["namespace"]?.ToString(),
                name.ToString(),
                json
            )
            : null;

    private static string WithoutList(string? kind) =>
        kind?.EndsWith("List", StringComparison.Ordinal) == true ? kind[..^"List".Length] : kind ?? "";
}
