using System.Text.Json;
using System.Text.Json.Serialization;

namespace PathToProd.Formats.Json;

/// <summary>Writes a text that is JSON as that JSON.</summary>
internal sealed class RawJson : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are only written.");

    public override void Write(Utf8JsonWriter writer, string json, JsonSerializerOptions options) =>
        writer.WriteRawValue(json);
}
