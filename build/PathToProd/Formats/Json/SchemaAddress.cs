using System.Text.Json.Nodes;
using PathToProd.Versions;

namespace PathToProd.Formats.Json;

/// <summary>
/// The address of a schema outside Path to Prod's own repository: it names the version that the schema is of. A name, and no place on the network, so that
/// an editor never has to ask one.
/// </summary>
public static class SchemaAddress
{
    /// <summary>The address.</summary>
    /// <param name="file">The name of the schema's file: <c>component.schema.json</c>.</param>
    /// <param name="product">The version of Path to Prod.</param>
    public static string Of(string file, SemVersion product) => $"urn:path-to-prod:{product}:{file}";

    /// <summary>The schema with its address.</summary>
    /// <param name="file">The name of its file.</param>
    /// <param name="schema">Its text.</param>
    /// <param name="product">The version of Path to Prod.</param>
    public static string Give(string file, string schema, SemVersion product)
    {
        var document = JsonNode.Parse(schema)!.AsObject();
        document.Insert(1, "$id", Of(file, product));
        return JsonReport.Write(document);
    }
}
