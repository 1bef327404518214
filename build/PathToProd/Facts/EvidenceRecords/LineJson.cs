using System.Text.Json;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads what stands in a line of evidence, strictly.</summary>
internal static class LineJson
{
    /// <summary>The bytes of the object or list that begins here; the reader then stands at its end.</summary>
    public static ReadOnlySpan<byte> Raw(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }

    public static TimeSpan Seconds(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number
        && reader.TryGetDecimal(out var seconds)
        && Math.Abs(seconds) < TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : throw new FormatException("has no \"seconds\" that is a number");

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string wrong)
    {
        if (reader.TokenType != type)
        {
            throw new FormatException(wrong);
        }
    }
}
