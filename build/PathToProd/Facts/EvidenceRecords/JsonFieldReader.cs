using System.Text.Json;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Reads what stands in a line of evidence, strictly.</summary>
internal static class JsonFieldReader
{
    /// <summary>No name that we know is longer, even if each of its letters is escaped.</summary>
    public const int LongestName = 64;

    /// <summary>Copies the name at which the reader stands, and returns its length: 0 when it is longer than any that we know.</summary>
    public static int Name(ref Utf8JsonReader reader, scoped Span<char> buffer) =>
        reader.ValueSpan.Length > buffer.Length ? 0 : reader.CopyString(buffer);

    /// <summary>The text at which the reader stands; without shared values for one that hardly any other line has.</summary>
    public static string TextOf(ref Utf8JsonReader reader, SharedValues? shared, scoped ReadOnlySpan<char> name) =>
        reader.TokenType == JsonTokenType.String
            ? shared?.Text(ref reader) ?? reader.GetString()!
            : throw new FormatException($"has a \"{name}\" that is not a text");

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

    /// <summary>Where a word stands among those that are known.</summary>
    public static int Place(string[] known, string word, string what) =>
        Array.IndexOf(known, word) is >= 0 and var place
            ? place
            : throw new FormatException($"has {what} \"{word}\", which is not known");

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string wrong)
    {
        if (reader.TokenType != type)
        {
            throw new FormatException(wrong);
        }
    }
}
