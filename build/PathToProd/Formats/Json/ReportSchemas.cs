using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PathToProd.Formats.Json;

/// <summary>
/// The JSON schemas of reports for programs, made from the records that are written. A key that may be null is left out
/// then, unless its record says that it is always there; there are no other keys.
/// </summary>
public static class ReportSchemas
{
    private const string Document = "Document";

    private static readonly JsonSerializerOptions Keys = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonSchemaExporterOptions Options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Exact,
    };

    /// <summary>The schema of each described document in an assembly, by the name of its file (<c>status.schema.json</c>).</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        let description = Description(type)
        where description is not null
        let name = type.Name[(type.IsInterface ? 1 : 0)..^Document.Length]
        let file = JsonNamingPolicy.KebabCaseLower.ConvertName(name)
        let schema = JsonSchemaExporter.GetJsonSchemaAsNode(Keys, type, Options).AsObject()
        select SchemaText.Of(file, $"{file} as JSON", description, schema);

    private static JsonNode Exact(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject map)
        {
            return schema;
        }

        if (context.PropertyInfo is { } property)
        {
            Describe(map, property);
        }

        if (map["properties"] is JsonObject properties)
        {
            map["required"] = new JsonArray([
                .. context
                    .TypeInfo.Properties.Where(one => properties.ContainsKey(one.Name) && !IsLeftOut(one))
                    .Select(one => JsonValue.Create(one.Name)),
            ]);
            map["additionalProperties"] = false;
        }

        return map;
    }

    private static void Describe(JsonObject map, JsonPropertyInfo property)
    {
        if (IsLeftOut(property))
        {
            if (map["type"] is JsonArray types)
            {
                map["type"] = types[0]!.DeepClone();
            }

            (map["enum"] as JsonArray)?.RemoveAll(word => word is null);
        }

        if (Description(property.AssociatedParameter?.AttributeProvider) is { } description)
        {
            map.Insert(0, "description", description);
        }
    }

    private static bool IsLeftOut(JsonPropertyInfo property) =>
        property.IsGetNullable
        && property.AttributeProvider!.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true).Length == 0;

    private static string? Description(ICustomAttributeProvider? described) =>
        described
            ?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
            .OfType<DescriptionAttribute>()
            .FirstOrDefault()
            ?.Description;
}
