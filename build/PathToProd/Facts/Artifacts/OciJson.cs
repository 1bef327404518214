using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Facts.Artifacts;

/// <summary>The JSON of descriptors. Reading throws <see cref="FormatException"/>s that say what is wrong.</summary>
public static class OciJson
{
    /// <summary>A descriptor as JSON.</summary>
    public static JsonObject Write(OciDescriptor descriptor)
    {
        var json = new JsonObject
        {
            ["mediaType"] = descriptor.MediaType,
            ["digest"] = descriptor.Digest.ToString(),
            ["size"] = descriptor.Size,
        };
        if (descriptor.ArtifactType is not null)
        {
            json["artifactType"] = descriptor.ArtifactType;
        }

        if (!descriptor.Annotations.IsEmpty)
        {
            json["annotations"] = Write(descriptor.Annotations);
        }

        return json;
    }

    internal static JsonObject Write(ImmutableSortedDictionary<string, string> annotations)
    {
        var json = new JsonObject();
        foreach (var (name, value) in annotations)
        {
            json[name] = value;
        }

        return json;
    }

    internal static OciDescriptor ReadDescriptor(JsonElement json)
    {
        var digest = Text(json, "digest");
        return new OciDescriptor(
            Text(json, "mediaType") ?? throw new FormatException("a descriptor in it has no media type"),
            digest is not null && new Digest(digest) is { IsValid: true } valid
                ? valid
                : throw new FormatException($"a descriptor in it has the digest {digest ?? "null"}"),
            Property(json, "size") is { ValueKind: JsonValueKind.Number } size
            && size.TryGetInt64(out var bytes)
            && bytes >= 0
                ? bytes
                : throw new FormatException($"the descriptor of {digest} in it has no size")
        )
        {
            ArtifactType = Text(json, "artifactType"),
            Annotations = Annotations(json),
        };
    }

    internal static ImmutableSortedDictionary<string, string> Annotations(JsonElement json) =>
        Property(json, "annotations") is { ValueKind: JsonValueKind.Object } annotations
            ? OciDescriptor.NoAnnotations.AddRange(
                from property in annotations.EnumerateObject()
                where property.Value.ValueKind == JsonValueKind.String
                group property by property.Name into named
                select KeyValuePair.Create(named.Key, named.Last().Value.GetString()!)
            )
            : OciDescriptor.NoAnnotations;

    /// <summary>A property; null if none, or when this is not an object.</summary>
    internal static JsonElement? Property(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
            ? json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? value
                : null
            : throw new FormatException("it is not what OCI says");

    internal static string? Text(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    internal static IEnumerable<JsonElement> List(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
            : throw new FormatException($"it has no {name}");
}
