using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Model.Components;
using PathToProd.Versions;

namespace PathToProd.Facts.Artifacts;

/// <summary>
/// What a version asks of its surroundings, as one line of JSON: the annotation by which a catalogue knows it without
/// unpacking artifacts. What is not asked is left out, so nothing at all is <c>{}</c>. A manifest without the annotation asks
/// nothing, or was made before there was one; an index always says it.
/// </summary>
public static class RelationsText
{
    /// <summary>The text of one that asks nothing.</summary>
    public const string Nothing = "{}";

    private const string Requires = "requires";
    private const string Optional = "optional";
    private const string Conflicts = "conflicts";
    private const string Kubernetes = "kubernetes";
    private const string Providers = "providers";

    /// <summary>The text; the same relations always have the same.</summary>
    public static string Write(ComponentRelations relations)
    {
        var json = new JsonObject();
        Add(json, Requires, relations.Requires);
        Add(json, Optional, relations.Optional);
        Add(json, Conflicts, relations.Conflicts);
        if (relations.Kubernetes is { } kubernetes)
        {
            json[Kubernetes] = kubernetes.Text;
        }

        if (!relations.Providers.IsEmpty)
        {
            json[Providers] = new JsonArray([.. relations.Providers.Select(provider => (JsonNode)provider)]);
        }

        return StableJson.Write(json);
    }

    /// <summary>Reads the text; null if none, or when it is not such a text: then the artifact itself must be asked.</summary>
    public static ComponentRelations? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            return json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Any(IsUnknown) ? null
                : !json.EnumerateObject().Any() ? ComponentRelations.None
                : new ComponentRelations
                {
                    Requires = Ranges(json, Requires),
                    Optional = Ranges(json, Optional),
                    Conflicts = Ranges(json, Conflicts),
                    Kubernetes = json.TryGetProperty(Kubernetes, out var range) ? Range(range) : null,
                    Providers = json.TryGetProperty(Providers, out var providers)
                        ? [.. providers.EnumerateArray().Select(provider => provider.GetString()!)]
                        : [],
                };
        }
        catch (Exception exception)
            when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A later version of this program may ask for more, which must not be overlooked.</summary>
    private static bool IsUnknown(JsonProperty property) =>
        property.Name is not (Requires or Optional or Conflicts or Kubernetes or Providers);

    private static void Add(JsonObject json, string name, ImmutableSortedDictionary<string, Requirement> ranges)
    {
        if (ranges.IsEmpty)
        {
            return;
        }

        var map = new JsonObject();
        foreach (var (component, requirement) in ranges)
        {
            map[component] = requirement.Range.Text;
        }

        json[name] = map;
    }

    private static ImmutableSortedDictionary<string, Requirement> Ranges(JsonElement json, string name) =>
        json.TryGetProperty(name, out var map)
            ? map.EnumerateObject()
                .ToImmutableSortedDictionary(
                    range => range.Name,
                    range => new Requirement(range.Name, Range(range.Value)),
                    StringComparer.Ordinal
                )
            : ImmutableSortedDictionary.Create<string, Requirement>(StringComparer.Ordinal);

    private static VersionRange Range(JsonElement text) => VersionRange.Parse(text.GetString() ?? "");
}
