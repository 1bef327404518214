using System.Text.Json;

namespace PathToProd.Host.Targets;

/// <summary>Lists of texts in reports for programs.</summary>
internal static class JsonLists
{
    /// <summary>Writes an array, also when it is empty.</summary>
    public static void WriteList(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
