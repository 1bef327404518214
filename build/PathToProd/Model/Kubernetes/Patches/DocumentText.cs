using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Formats.Values;
using PathToProd.Formats.Yaml;

namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>
/// Writes a changed resource as YAML that people can read in a diff, with texts of several lines as blocks. Where reading it back
/// would give anything else, it is written as JSON.
/// </summary>
internal static class DocumentText
{
    public static string Of(JsonObject json)
    {
        var text = new StringBuilder();
        Map(text, json, 0);
        var written = text.ToString().TrimEnd('\n');
        return JsonNode.DeepEquals(YamlJson.Read($"{written}\n", "", []), json) ? written : JsonText.Of(json);
    }

    private static void Map(StringBuilder text, JsonObject map, int indent, bool isItem = false)
    {
        foreach (var (key, value) in map)
        {
            text.Append(' ', isItem ? 0 : indent).Append(ValueText.Line(key)).Append(':');
            isItem = false;
            switch (value)
            {
                case JsonObject { Count: > 0 } inner:
                    text.Append('\n');
                    Map(text, inner, indent + 2);
                    break;
                case JsonArray { Count: > 0 } list:
                    text.Append('\n');
                    List(text, list, indent);
                    break;
                default:
                    text.Append(' ').Append(Leaf(value, indent + 2)).Append('\n');
                    break;
            }
        }
    }

    private static void List(StringBuilder text, JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            text.Append(' ', indent).Append("- ");
            switch (item)
            {
                case JsonObject { Count: > 0 } map:
                    Map(text, map, indent + 2, isItem: true);
                    break;
                case JsonArray { Count: > 0 }:
                    text.Append(JsonText.Line(item)).Append('\n');
                    break;
                default:
                    text.Append(Leaf(item, indent + 2)).Append('\n');
                    break;
            }
        }
    }

    private static string Leaf(JsonNode? node, int indent) =>
        node is JsonValue value && value.TryGetValue<string>(out var words)
            ? IsBlock(words)
                ? Block(words, indent)
                : ValueText.Line(words)
            : JsonText.Line(node);

    private static bool IsBlock(string text) =>
        text.AsSpan(0, Math.Max(0, text.Length - 1)).Contains('\n')
        && text[0] is not (' ' or '\n' or '\t')
        && text[^1] != ' '
        && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && text.All(c => c == '\n' || !char.IsControl(c));

    private static string Block(string text, int indent)
    {
        var lines = text.TrimEnd('\n')
            .Split('\n')
            .Select(line => line.Length == 0 ? "" : new string(' ', indent) + line);
        return $"|{(text.EndsWith('\n') ? "" : "-")}\n{string.Join('\n', lines)}";
    }
}
