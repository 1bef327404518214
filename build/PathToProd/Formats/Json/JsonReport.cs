using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace PathToProd.Formats.Json;

/// <summary>A report for programs: an indented JSON document, or one line of many.</summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions OneLine = new()
    {
        // It is not a part of a web page, so ranges need not be written as \u003E=1.5.0.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions Indented = OneLine with { Indented = true, NewLine = "\n" };

    /// <summary>The document as text, with a line break at its end.</summary>
    public static string Write<T>(T document, JsonTypeInfo<T> type) =>
        Write(writer => JsonSerializer.Serialize(writer, document, type), Indented) + "\n";

    /// <summary>The document, written as it is made: a large one never stands in memory as a text.</summary>
    public static void Write<T>(T document, JsonTypeInfo<T> type, TextWriter output)
    {
        var text = new Utf8Text(output);
        using (var writer = new Utf8JsonWriter(text, Indented))
        {
            JsonSerializer.Serialize(writer, document, type);
        }

        output.Write('\n');
    }

    /// <summary>The document on one line, without a line break.</summary>
    public static string Line<T>(T document, JsonTypeInfo<T> type) =>
        Write(writer => JsonSerializer.Serialize(writer, document, type), OneLine);

    /// <summary>The same of any JSON.</summary>
    public static string Write(JsonNode document) => Write(writer => document.WriteTo(writer), Indented) + "\n";

    private static string Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
