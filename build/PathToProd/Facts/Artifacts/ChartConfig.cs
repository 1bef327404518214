using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Formats.Yaml;

namespace PathToProd.Facts.Artifacts;

/// <summary>
/// <c>Chart.yaml</c> as the JSON that Helm expects in a chart's config: the fields that Helm knows, in its order, and
/// texts where it wants texts, so that <c>appVersion: 1.10</c> stays <c>"1.10"</c>.
/// </summary>
public static class ChartConfig
{
    private static readonly string[] Texts = ["name", "version", "repository", "condition", "alias", "email", "url"];

    /// <summary>The order of Helm's own fields, each with how its value is read.</summary>
    private static readonly (string Name, Func<YamlNode, JsonNode?> Read)[] Fields =
    [
        ("name", Text),
        ("home", Text),
        ("sources", TextList),
        ("version", Text),
        ("description", Text),
        ("keywords", TextList),
        ("maintainers", Records),
        ("icon", Text),
        ("apiVersion", Text),
        ("condition", Text),
        ("tags", Text),
        ("appVersion", Text),
        ("deprecated", Any),
        ("annotations", TextMap),
        ("kubeVersion", Text),
        ("dependencies", Records),
        ("type", Text),
    ];

    /// <summary>The config's bytes and the chart's name.</summary>
    /// <param name="chart">The text of <c>Chart.yaml</c>.</param>
    /// <param name="name">The chart's name.</param>
    /// <param name="config">The config.</param>
    /// <returns>False when the text is not a YAML map with a name that can be a folder's.</returns>
    public static bool TryRead(
        string chart,
        [NotNullWhen(true)] out string? name,
        [NotNullWhen(true)] out byte[]? config
    )
    {
        (name, config) = (null, null);
        if (YamlDocument.Read(chart, "Chart.yaml", []) is not { Root: var map })
        {
            return false;
        }

        var json = new JsonObject();
        foreach (var (field, read) in Fields)
        {
            if (map[field] is { } value && read(value) is { } node)
            {
                json[field] = node;
            }
        }

        name = (string?)json["name"];
        config = Encoding.UTF8.GetBytes(StableJson.Write(json));
        return !string.IsNullOrEmpty(name) && !name.Contains('/') && name is not ("." or "..");
    }

    private static JsonValue? Text(YamlNode node) =>
        node is YamlNode.Scalar scalar && Any(scalar) is not null ? JsonValue.Create(scalar.Text) : null;

    private static JsonArray? TextList(YamlNode node) =>
        node is YamlNode.List list ? new JsonArray([.. list.Items.Select(Text)]) : null;

    private static JsonObject? TextMap(YamlNode node) => Map(node, (_, value) => Text(value));

    private static JsonArray? Records(YamlNode node) =>
        node is YamlNode.List list
            ? new JsonArray([
                .. list.Items.Select(item => Map(item, (key, value) => Texts.Contains(key) ? Text(value) : Any(value))),
            ])
            : null;

    private static JsonObject? Map(YamlNode node, Func<string, YamlNode, JsonNode?> read)
    {
        if (node is not YamlNode.Map map)
        {
            return null;
        }

        var json = new JsonObject();
        foreach (var (key, value) in map.Entries)
        {
            if (key is YamlNode.Scalar { Text: var name })
            {
                json[name] = read(name, value);
            }
        }

        return json;
    }

    private static JsonNode? Any(YamlNode node) => new NodeJson().Of(node);
}
