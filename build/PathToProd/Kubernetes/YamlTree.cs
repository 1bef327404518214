using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PathToProd.Kubernetes;

/// <summary>One tree of YAML nodes as JSON. Hostile texts are harmless: aliases count as what they stand for.</summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 200;
    private const int MaxNodes = 1_000_000;

    private int _nodes;

    /// <exception cref="YamlException">It is nested too deep, holds too much, or has a key that is no text.</exception>
    public JsonNode? ToJson(YamlNode root) => Convert(root, depth: 0);

    private JsonNode? Convert(YamlNode node, int depth)
    {
        if (depth > MaxDepth || ++_nodes > MaxNodes)
        {
            var what = depth > MaxDepth ? "it is nested too deep" : "it holds too much";
            throw new YamlException(node.Start, node.End, $"{what}, with each alias counted as what it stands for");
        }

        return node switch
        {
            YamlMappingNode map => Map(map, depth),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(item => Convert(item, depth + 1))]),
            YamlScalarNode scalar => YamlScalar.ToJson(scalar),
            _ => throw new YamlException(node.Start, node.End, "an alias without its anchor"),
        };
    }

    private JsonObject Map(YamlMappingNode map, int depth)
    {
        var json = new JsonObject();
        foreach (var (key, value) in map.Children.Where(child => !IsMerge(child.Key)))
        {
            json[KeyOf(key)] = Convert(value, depth + 1);
        }

        foreach (var (_, value) in map.Children.Where(child => IsMerge(child.Key)))
        {
            Merge(json, Convert(value, depth + 1), value);
        }

        return json;
    }

    /// <summary>What is merged in fills what is missing; of several maps the first counts.</summary>
    private static void Merge(JsonObject json, JsonNode? merged, YamlNode where)
    {
        var maps = merged is JsonArray list ? [.. list] : new[] { merged };
        foreach (var map in maps)
        {
            if (map is not JsonObject other)
            {
                throw new YamlException(where.Start, where.End, "a merge key << needs a map");
            }

            foreach (var (key, value) in other.Where(pair => !json.ContainsKey(pair.Key)))
            {
                json[key] = value?.DeepClone();
            }
        }
    }

    private static bool IsMerge(YamlNode key) => key is YamlScalarNode { Value: "<<", Style: ScalarStyle.Plain };

    private static string KeyOf(YamlNode key) =>
        key is YamlScalarNode scalar
            ? scalar.Value ?? ""
            : throw new YamlException(key.Start, key.End, "a key that is a map or a list");
}
