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
    private const int SumDigits = 8;
    private const int LongLine = 1024;

    private static ReadOnlySpan<byte> SumStart => ",\"sum\":\""u8;

    private static ReadOnlySpan<byte> SumEnd => "\"}"u8;

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
        return $"{Encoding.UTF8.GetString(body[..^1])},\"sum\":\"{Sum(body)}\"}}";
    }

    /// <inheritdoc cref="TryRead(ReadOnlyMemory{byte}, out JsonDocument?, out string?)"/>
    public static bool TryRead(
        string line,
        [NotNullWhen(true)] out JsonDocument? document,
        [NotNullWhen(false)] out string? wrong
    ) => TryRead(Encoding.UTF8.GetBytes(line), out document, out wrong);

    /// <summary>Reads a line; says in <paramref name="wrong"/> what is wrong with one that is not whole.</summary>
    /// <param name="line">The line in UTF-8, which must stay as it is until the document is disposed.</param>
    /// <param name="document">What it says.</param>
    /// <param name="wrong">What is wrong with it.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> line,
        [NotNullWhen(true)] out JsonDocument? document,
        [NotNullWhen(false)] out string? wrong
    )
    {
        document = null;
        var text = line.Span;
        if (!HasSum(text))
        {
            wrong = IsConflictMark(text)
                ? "is a conflict marker that a merge left behind"
                : "is not whole: it does not end with its checksum";
            return false;
        }

        if (!IsSumOf(text[..StartOfSum(text)], text.Slice(StartOfSum(text) + SumStart.Length, SumDigits)))
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
    public static bool HasSum(ReadOnlySpan<byte> line) =>
        StartOfSum(line) is var start and > 0 && line[start..].StartsWith(SumStart) && line.EndsWith(SumEnd);

    /// <summary>Whether a merge left the line behind.</summary>
    public static bool IsConflictMark(ReadOnlySpan<byte> line) =>
        line.StartsWith("<<<<<<<"u8)
        || line.StartsWith("|||||||"u8)
        || line.StartsWith("======="u8)
        || line.StartsWith(">>>>>>>"u8);

    private static int StartOfSum(ReadOnlySpan<byte> line) => line.Length - SumStart.Length - SumDigits - SumEnd.Length;

    /// <summary>Whether digits are the checksum of an object, of which the closing brace is left out.</summary>
    private static bool IsSumOf(ReadOnlySpan<byte> open, ReadOnlySpan<byte> digits)
    {
        var rented = open.Length < LongLine ? null : ArrayPool<byte>.Shared.Rent(open.Length + 1);
        var body = rented is null ? stackalloc byte[LongLine] : rented.AsSpan();
        open.CopyTo(body);
        body[open.Length] = (byte)'}';
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body[..(open.Length + 1)], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        Span<byte> sum = stackalloc byte[SumDigits];
        Convert.TryToHexStringLower(hash[..(SumDigits / 2)], sum, out _);
        return digits.SequenceEqual(sum);
    }

    private static string Sum(ReadOnlySpan<byte> body) =>
        Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, SumDigits / 2));
}
