using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Formats.Values;

/// <summary>Takes values from JSON: the outputs that a ledger records.</summary>
public static class ValueJson
{
    /// <summary>The tree that a JSON value says, all of it at one place.</summary>
    public static ValueNode ToNode(JsonNode? json, SourcePosition where) =>
        json switch
        {
            null => new ValueNode.Scalar(where, "", ScalarKind.Nothing),
            JsonObject map => new ValueNode.Map(
                where,
                [.. map.Select(pair => new MapEntry(pair.Key, where, ToNode(pair.Value, where)))]
            ),
            JsonArray list => new ValueNode.List(where, [.. list.Select(item => ToNode(item, where))]),
            _ => Scalar(json, where),
        };

    private static ValueNode.Scalar Scalar(JsonNode json, SourcePosition where)
    {
        var kind = json.GetValueKind();
        var text = kind == JsonValueKind.String ? json.GetValue<string>() : json.ToJsonString();
        return new ValueNode.Scalar(
            where,
            text,
            kind switch
            {
                JsonValueKind.String => ScalarKind.Text,
                JsonValueKind.Number => PlainScalar.KindOf(text),
                _ => ScalarKind.Boolean,
            }
        );
    }
}
