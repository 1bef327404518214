using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PathToProd.Formats.Json;

/// <summary>
/// JSON whose bytes depend on nothing but its content: no white space, keys in the order in which they were added, and
/// only those characters escaped that JSON demands. The base library's writers may change their minds about escaping.
/// </summary>
public static class StableJson
{
    /// <summary>The JSON of a node; of null it is <c>null</c>.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject map:
                var before = '{';
                foreach (var (key, value) in map)
                {
                    text.Append(before);
                    WriteText(text, key);
                    Write(text.Append(':'), value);
                    before = ',';
                }

                text.Append(map.Count == 0 ? "{}" : "}");
                break;
            case JsonArray list:
                text.Append('[');
                for (var item = 0; item < list.Count; item++)
                {
                    Write(item == 0 ? text : text.Append(','), list[item]);
                }

                text.Append(']');
                break;
            case var value when value.GetValueKind() == JsonValueKind.String:
                WriteText(text, (string)value!);
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' or '\\' => text.Append('\\').Append(letter),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
