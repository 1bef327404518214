using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PathToProd.Formats.Json;

/// <summary>
/// One JSON object on one line, whose last property <c>sum</c> is a short checksum of all before it. A line that was
/// torn by a crash or edited by hand does not pass for a whole one. The checksum finds accidents; it is not a signature.
/// </summary>
internal static class JsonLine
{
    private const string SumStart = ",\"sum\":\"";
    private const string SumEnd = "\"}";
    private const int SumDigits = 8;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // The lines are read by people too; they never stand inside HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // A journal of thousands of components is thousands of lines: one buffer and one writer for all of a thread's.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Writes the properties that <paramref name="properties"/> writes, at least one, and the checksum. No line break.</summary>
    public static string Write(Action<Utf8JsonWriter> properties)
    {
        var buffer = (_buffer ??= new ArrayBufferWriter<byte>(512));
        var writer = (_writer ??= new Utf8JsonWriter(buffer, WriterOptions));
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        properties(writer);
        writer.WriteEndObject();
        writer.Flush();
        var body = buffer.WrittenSpan;
        return Encoding.UTF8.GetString(body[..^1]) + SumStart + Sum(body) + SumEnd;
    }

    /// <summary>Reads a line; says in <paramref name="wrong"/> what is wrong with one that is not whole.</summary>
    public static bool TryRead(
        string line,
        [NotNullWhen(true)] out JsonDocument? document,
        [NotNullWhen(false)] out string? wrong
    )
    {
        document = null;
        var start = StartOfSum(line);
        if (!HasSum(line))
        {
            wrong = IsConflictMark(line)
                ? "is a conflict marker that a merge left behind"
                : "is not whole: it does not end with its checksum";
            return false;
        }

        if (
            !line.AsSpan(start + SumStart.Length, SumDigits)
                .SequenceEqual(Sum(Encoding.UTF8.GetBytes(line[..start] + "}")))
        )
        {
            wrong = "was changed after it was written: its checksum does not match";
            return false;
        }

        try
        {
            document = JsonDocument.Parse(line);
            wrong = null;
            return true;
        }
        catch (JsonException)
        {
            wrong = "is not JSON";
            return false;
        }
    }

    /// <summary>Whether a line ends with a checksum, whether it fits or not: such a line is not torn.</summary>
    public static bool HasSum(string line) =>
        StartOfSum(line) is var start and > 0
        && string.CompareOrdinal(line, start, SumStart, 0, SumStart.Length) == 0
        && line.EndsWith(SumEnd, StringComparison.Ordinal);

    /// <summary>Whether a merge left the line behind.</summary>
    public static bool IsConflictMark(string line) =>
        line.StartsWith("<<<<<<<", StringComparison.Ordinal)
        || line.StartsWith("|||||||", StringComparison.Ordinal)
        || line.StartsWith("=======", StringComparison.Ordinal)
        || line.StartsWith(">>>>>>>", StringComparison.Ordinal);

    private static int StartOfSum(string line) => line.Length - SumStart.Length - SumDigits - SumEnd.Length;

    private static string Sum(ReadOnlySpan<byte> body) =>
        Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, SumDigits / 2));
}
