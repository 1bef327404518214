using System.Text.Json.Nodes;

namespace PathToProd.Formats.Yaml;

/// <summary>
/// A tree as the JSON that kubectl sends: scalars by their meaning, keys as text, merge keys resolved. Hostile texts are
/// harmless: aliases count as what they stand for.
/// </summary>
internal sealed class NodeJson
{
    private const int MaxNodes = 1_000_000;

    private int _nodes;

    private readonly List<(JsonValue Json, YamlNode.Scalar Scalar)> _endless = [];

    /// <exception cref="YamlSyntaxException">Kubernetes would refuse it.</exception>
    public JsonNode? Of(YamlNode node)
    {
        var json = Convert(node, depth: 0);

        // What a later key of the same name replaced is not sent.
        var (_, scalar) = _endless.Find(value => value.Json.Root == json);
        return scalar is null
            ? json
            : throw new YamlSyntaxException(
                scalar.Where,
                $"{scalar.Text} is a number that JSON cannot express, so Kubernetes refuses it",
                "write a number, or put it in quotes"
            );
    }

    private JsonNode? Convert(YamlNode node, int depth)
    {
        if (depth > YamlLimits.Kubernetes.Depth || ++_nodes > MaxNodes)
        {
            throw new YamlSyntaxException(
                node.Where,
                $"the document {(depth > YamlLimits.Kubernetes.Depth ? "is nested too deep" : "holds too much")}, with each alias counted as what it stands for",
                "write out less of it, in a document of its own"
            );
        }

        return node switch
        {
            YamlNode.Map map => Map(map, depth),
            YamlNode.List list => new JsonArray([.. list.Items.Select(item => Convert(item, depth + 1))]),
            _ => Value((YamlNode.Scalar)node),
        };
    }

    private JsonValue? Value(YamlNode.Scalar scalar) =>
        ScalarMeaning.Of(scalar) switch
        {
            null => null,
            bool flag => JsonValue.Create(flag),
            long whole => JsonValue.Create(whole),
            ulong whole => JsonValue.Create((double)whole),
            double real when double.IsFinite(real) => Number(real),
            double real => Endless(real, scalar),
            var text => JsonValue.Create((string)text),
        };

    private JsonValue Endless(double real, YamlNode.Scalar scalar)
    {
        var json = JsonValue.Create(real);
        _endless.Add((json, scalar));
        return json;
    }

    /// <summary>A whole number without an exponent is one to every reader of JSON, also when it was written with one.</summary>
    private static JsonValue Number(double real) =>
        Math.Truncate(real).Equals(real) && Math.Abs(real) < 9.2e18
            ? JsonValue.Create((long)real)
            : JsonValue.Create(real);

    private JsonObject Map(YamlNode.Map map, int depth)
    {
        var json = new JsonObject();
        var keys = new Dictionary<string, YamlNode.Scalar>(map.Entries.Length, StringComparer.Ordinal);
        Fill(json, map, keys, depth);
        return json;
    }

    /// <summary>Of several equal keys the last one counts; what is merged in counts where its <c>&lt;&lt;</c> stands.</summary>
    private void Fill(JsonObject json, YamlNode.Map map, Dictionary<string, YamlNode.Scalar> keys, int depth)
    {
        foreach (var (key, value) in map.Entries)
        {
            if (key is not YamlNode.Scalar scalar)
            {
                throw new YamlSyntaxException(
                    key.Where,
                    $"a {(key is YamlNode.Map ? "map" : "list")} cannot be a key",
                    "put a text that begins with [ or { in quotes"
                );
            }

            if (scalar.IsMerge)
            {
                Merge(json, value, keys, depth);
            }
            else
            {
                json[KeyOf(scalar, keys)] = Convert(value, depth + 1);
            }
        }
    }

    /// <summary>Of several maps the first counts, and so it comes last.</summary>
    private void Merge(JsonObject json, YamlNode value, Dictionary<string, YamlNode.Scalar> keys, int depth)
    {
        var maps = value is YamlNode.List list ? list.Items : [value];
        foreach (var merged in maps.Reverse())
        {
            if (merged is not YamlNode.Map map)
            {
                throw new YamlSyntaxException(
                    merged.Where,
                    "a merge key << needs a map",
                    "merge a map, or write \"<<\""
                );
            }

            _nodes++;
            Fill(json, map, keys, depth + 1);
        }
    }

    private static string KeyOf(YamlNode.Scalar scalar, Dictionary<string, YamlNode.Scalar> keys)
    {
        var key = ScalarMeaning.KeyOf(scalar);
        if (
            keys.TryGetValue(key, out var other)
            && ScalarMeaning.Of(scalar)?.GetType() != ScalarMeaning.Of(other)?.GetType()
        )
        {
            throw new YamlSyntaxException(
                scalar.Where,
                $"the key {key} is there twice, as text and as another type, and Kubernetes takes either",
                "remove one of the two"
            );
        }

        keys[key] = scalar;
        return key;
    }
}
