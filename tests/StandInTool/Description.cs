using System.Buffers;
using System.Collections;
using System.Text.Json;

namespace PathToProd.StandInTool;

internal static class Description
{
    internal static byte[] Of(string[] arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("arguments");
            foreach (var argument in arguments)
            {
                json.WriteStringValue(argument);
            }

            json.WriteEndArray();
            json.WriteString("directory", Directory.GetCurrentDirectory());
            json.WriteStartObject("environment");
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            {
                json.WriteString((string)variable.Key, (string?)variable.Value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
