using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;

namespace PathToProd.Formats.Json;

/// <summary>
/// JSON that kubectl and Helm, which read it as YAML, read alike: characters stand as themselves, as YAML knows no
/// surrogates, but those that YAML takes for line breaks are escaped.
/// </summary>
public static class JsonText
{
    /// <summary>YAML looks for the colon after a key no further than 1,024 characters; a longer one needs a mark.</summary>
    private const int MaxKey = 1000;

    /// <summary>On several lines, as people read it.</summary>
    public static string Of(JsonNode? node) => Text(node, isIndented: true);

    /// <summary>On one line.</summary>
    public static string Line(JsonNode? node) => Text(node, isIndented: false);

    private static string Text(JsonNode? node, bool isIndented)
    {
        var text = new StringBuilder();
        Write(text, node, isIndented ? "\n" : null);
        return text.ToString();
    }

    /// <param name="text">What is written to.</param>
    /// <param name="node">What is written.</param>
    /// <param name="line">A line break and the indentation of the node's line; null for all on one line.</param>
    private static void Write(StringBuilder text, JsonNode? node, string? line)
    {
        var inner = line is null ? null : $"{line}  ";
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                var separator = '{';
                foreach (var (key, value) in map)
                {
                    var quoted = ValueText.Quote(key);
                    text.Append(separator).Append(inner).Append(quoted.Length > MaxKey ? "? " : "").Append(quoted);
                    text.Append(line is null && quoted.Length <= MaxKey ? ":" : ": ");
                    Write(text, value, inner);
                    separator = ',';
                }

                text.Append(line).Append('}');
                break;
            case JsonArray { Count: > 0 } list:
                separator = '[';
                foreach (var item in list)
                {
                    text.Append(separator).Append(inner);
                    Write(text, item, inner);
                    separator = ',';
                }

                text.Append(line).Append(']');
                break;
            case JsonValue value when value.TryGetValue<string>(out var words):
                text.Append(ValueText.Quote(words));
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
