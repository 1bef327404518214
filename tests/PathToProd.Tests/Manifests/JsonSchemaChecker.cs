using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PathToProd.Tests.Manifests;

/// <summary>Checks JSON against the part of JSON Schema (draft 7) that our schemas use; an unknown keyword is a failure.</summary>
internal static class JsonSchemaChecker
{
    private static readonly string[] Annotations = ["$schema", "title", "description", "default"];

    public static bool Accepts(JsonObject schema, JsonNode? value) =>
        schema.All(rule => Annotations.Contains(rule.Key) || Holds(rule.Key, rule.Value!, schema, value));

    private static bool Holds(string keyword, JsonNode rule, JsonObject schema, JsonNode? value) =>
        keyword switch
        {
            "type" => rule is JsonArray types
                ? types.Any(type => IsOf(type!.GetValue<string>(), value))
                : IsOf(rule.GetValue<string>(), value),
            "enum" => rule.AsArray().Any(word => JsonNode.DeepEquals(word, value)),
            "pattern" => Text(value) is not { } text || Matches(rule, text),
            "minimum" => value is null || value.GetValueKind() != JsonValueKind.Number || Number(value) >= Number(rule),
            "maximum" => value is null || value.GetValueKind() != JsonValueKind.Number || Number(value) <= Number(rule),
            "items" => value is not JsonArray items || items.All(item => Accepts(rule.AsObject(), item)),
            "uniqueItems" => value is not JsonArray list
                || !rule.GetValue<bool>()
                || list.Select(item => item?.ToJsonString()).Distinct().Count() == list.Count,
            "properties" => value is not JsonObject map
                || map.All(pair => rule[pair.Key] is not { } inner || Accepts(inner.AsObject(), pair.Value)),
            "required" => value is not JsonObject map
                || rule.AsArray().All(key => map.ContainsKey(key!.GetValue<string>())),
            "additionalProperties" => value is not JsonObject map
                || map.All(pair => IsProperty(schema, pair.Key) || Allows(rule, pair.Value)),
            "propertyNames" => value is not JsonObject map
                || map.All(pair => Accepts(rule.AsObject(), JsonValue.Create(pair.Key))),
            "oneOf" => rule.AsArray().Count(one => Accepts(one!.AsObject(), value)) == 1,
            "anyOf" => rule.AsArray().Any(one => Accepts(one!.AsObject(), value)),
            "dependencies" => value is not JsonObject map
                || rule.AsObject()
                    .All(pair =>
                        !map.ContainsKey(pair.Key)
                        || pair.Value!.AsArray().All(key => map.ContainsKey(key!.GetValue<string>()))
                    ),
            _ => throw new NotSupportedException($"the checker does not know {keyword}"),
        };

    private static bool IsProperty(JsonObject schema, string key) => schema["properties"]?[key] is not null;

    private static bool Allows(JsonNode rule, JsonNode? value) =>
        rule is JsonObject schema ? Accepts(schema, value) : rule.GetValue<bool>();

    private static bool IsOf(string type, JsonNode? value) =>
        type switch
        {
            "null" => value is null,
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => Text(value) is not null,
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "number" => value?.GetValueKind() is JsonValueKind.Number,
            "integer" => value?.GetValueKind() is JsonValueKind.Number
                && Number(value) == decimal.Truncate(Number(value)),
            _ => throw new NotSupportedException($"the checker does not know the type {type}"),
        };

    private static string? Text(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static decimal Number(JsonNode value) =>
        decimal.Parse(
            value.ToJsonString(),
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture
        );

    // ECMAScript's $ is only the very end; .NET's is also before a last line break.
    private static bool Matches(JsonNode pattern, string text) =>
        Regex.IsMatch(
            text,
            Regex.Replace(pattern.GetValue<string>(), "\\$$", "\\z", RegexOptions.None, TimeSpan.FromSeconds(1)),
            RegexOptions.None,
            TimeSpan.FromSeconds(10)
        );
}
