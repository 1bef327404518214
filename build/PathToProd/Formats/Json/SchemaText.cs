using System.Text.Json.Nodes;

namespace PathToProd.Formats.Json;

/// <summary>A JSON schema as a file.</summary>
internal static class SchemaText
{
    /// <summary>The name of the file (<c>component.schema.json</c>), and its text.</summary>
    /// <param name="name">What it is a schema of.</param>
    /// <param name="title">Its title.</param>
    /// <param name="description">What it describes.</param>
    /// <param name="schema">All else.</param>
    public static KeyValuePair<string, string> Of(string name, string title, string description, JsonObject schema)
    {
        var file = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = title,
            ["description"] = description,
        };
        foreach (var (key, value) in schema)
        {
            file[key] = value?.DeepClone();
        }

        return KeyValuePair.Create($"{name}.schema.json", JsonReport.Write(file));
    }
}
