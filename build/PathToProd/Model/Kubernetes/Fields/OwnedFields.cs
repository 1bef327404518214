using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;

namespace PathToProd.Model.Kubernetes.Fields;

/// <summary>Who set a part of a resource last, as the API server keeps it in <c>metadata.managedFields</c>.</summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management</remarks>
public sealed class OwnedFields
{
    private const string Field = "f:";
    private const string Key = "k:";
    private const string Value = "v:";
    private const string Itself = ".";

    private readonly ImmutableArray<(string Manager, JsonObject Node)> _owners;

    private OwnedFields(ImmutableArray<(string, JsonObject)> owners) => _owners = owners;

    /// <summary>No one is known to own anything.</summary>
    public static OwnedFields None { get; } = new([]);

    /// <summary>The managers that own this part, each once.</summary>
    public ImmutableArray<string> Managers =>
        [.. _owners.Select(owner => owner.Manager).Distinct(StringComparer.Ordinal)];

    /// <summary>The owners in a resource as the API server shows it; none when it does not show them.</summary>
    public static OwnedFields Of(JsonObject resource) =>
        new([
            .. (resource["metadata"]?["managedFields"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(entry => (entry["manager"]?.ToString() ?? "", entry["fieldsV1"] as JsonObject))
                .Where(entry => entry.Item2 is not null)
                .Select(entry => (entry.Item1, entry.Item2!)),
        ]);

    /// <summary>The owners of a field in this part.</summary>
    public OwnedFields In(string field) => Down(node => node[Field + field] as JsonObject);

    /// <summary>The owners of an item of this list.</summary>
    public OwnedFields In(JsonNode? item) => Down(node => Entry(node, item));

    /// <summary>The fields that are owned and that a document does not say, by their paths, with their owners.</summary>
    /// <param name="document">The document.</param>
    /// <param name="leftOut">Whether a path, and all below it, is left out.</param>
    public IEnumerable<(string Manager, string Path)> Beyond(JsonObject document, Func<string, bool> leftOut) =>
        from owner in _owners
        from path in Leaves(owner.Node, document, path: "", leftOut)
        select (owner.Manager, path);

    private static IEnumerable<string> Leaves(JsonObject node, JsonNode? said, string path, Func<string, bool> leftOut)
    {
        foreach (var (name, child) in node)
        {
            if (name == Itself || child is not JsonObject below)
            {
                continue;
            }

            var (here, there) = Step(name, said, path);
            if (leftOut(here))
            {
                continue;
            }

            if (below.Any(entry => entry.Key != Itself))
            {
                foreach (var leaf in Leaves(below, there, here, leftOut))
                {
                    yield return leaf;
                }
            }
            else if (there is null)
            {
                yield return here;
            }
        }
    }

    private static (string Path, JsonNode? Said) Step(string name, JsonNode? said, string path)
    {
        if (name.StartsWith(Field, StringComparison.Ordinal))
        {
            var field = name[Field.Length..];
            return (ValuePath.Join(path, field), (said as JsonObject)?[field]);
        }

        var items = said as JsonArray ?? [];
        if (Parse(name) is not { } wanted)
        {
            // An index, of which there is nothing to recognise the item by.
            return ($"{path}[{name}]", said);
        }

        var item = items.FirstOrDefault(item => Matches(name, wanted, item));
        return ($"{path}[{Label(name, wanted)}]", item);
    }

    private static string Label(string name, JsonNode wanted) =>
        name.StartsWith(Key, StringComparison.Ordinal) && wanted is JsonObject keys
            ? string.Join(',', keys.Select(key => $"{key.Key}={key.Value}"))
            : wanted.ToString();

    private OwnedFields Down(Func<JsonObject, JsonObject?> step) =>
        new([
            .. _owners
                // What has nothing below it is owned as one, and so is all that is in it.
                .Select(owner => (owner.Manager, Node: owner.Node.Count == 0 ? owner.Node : step(owner.Node)))
                .Where(owner => owner.Node is not null)
                .Select(owner => (owner.Manager, owner.Node!)),
        ]);

    private static JsonObject? Entry(JsonObject node, JsonNode? item) =>
        node.FirstOrDefault(entry => Parse(entry.Key) is { } wanted && Matches(entry.Key, wanted, item)).Value
        as JsonObject;

    private static bool Matches(string name, JsonNode wanted, JsonNode? item) =>
        name.StartsWith(Value, StringComparison.Ordinal)
            ? JsonNode.DeepEquals(wanted, item)
            : item is JsonObject one
                && wanted is JsonObject keys
                && keys.All(key => JsonNode.DeepEquals(key.Value, one[key.Key] ?? Default(key.Key)));

    // The one key of a list that the API server fills in when it is left out.
    private static JsonValue? Default(string key) => key == "protocol" ? JsonValue.Create("TCP") : null;

    private static JsonNode? Parse(string name)
    {
        if (!name.StartsWith(Key, StringComparison.Ordinal) && !name.StartsWith(Value, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(name[Key.Length..]);
        }
        catch (JsonException)
        {
            return null; // Not of this format: then no one is known to own it.
        }
    }
}
