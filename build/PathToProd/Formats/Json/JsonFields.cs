using System.Text.Json;

namespace PathToProd.Formats.Json;

/// <summary>Fields of a line, read strictly: one that is missing or of another type is a <see cref="FormatException"/>. Unknown fields are ignored.</summary>
internal static class JsonFields
{
    private const decimal TicksPerSecond = TimeSpan.TicksPerSecond;

    public static string Text(this JsonElement line, string name) =>
        line.OptionalText(name) ?? throw new FormatException($"has no \"{name}\"");

    public static string? OptionalText(this JsonElement line, string name) =>
        !line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new FormatException($"has a \"{name}\" that is not a text");

    public static DateTimeOffset Time(this JsonElement line, string name) =>
        line.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.TryGetDateTimeOffset(out var time)
            ? time
            : throw new FormatException($"has no \"{name}\" that is a time");

    public static TimeSpan Seconds(this JsonElement line, string name) =>
        line.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out var seconds)
        && Math.Abs(seconds) < TimeSpan.MaxValue.Ticks / TicksPerSecond
            ? TimeSpan.FromTicks((long)(seconds * TicksPerSecond))
            : throw new FormatException($"has no \"{name}\" that is a number");

    public static int Number(this JsonElement line, string name) =>
        line.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : throw new FormatException($"has no \"{name}\" that is a whole number");

    public static long LongNumber(this JsonElement line, string name) =>
        line.OptionalNumber(name) ?? throw new FormatException($"has no \"{name}\"");

    public static long? OptionalNumber(this JsonElement line, string name) =>
        !line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : throw new FormatException($"has a \"{name}\" that is not a whole number");

    public static IEnumerable<string> Texts(this JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? value.EnumerateArray().Select(item => item.GetString()!).ToArray()
            : throw new FormatException($"has a \"{name}\" that is not a list of texts");
    }

    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset time) =>
        writer.WriteString(name, time.ToUniversalTime());

    public static void WriteSeconds(this Utf8JsonWriter writer, string name, TimeSpan duration) =>
        writer.WriteNumber(name, duration.InSeconds());

    /// <summary>Seconds, and fractions of them.</summary>
    public static decimal InSeconds(this TimeSpan duration) => duration.Ticks / TicksPerSecond;

    /// <summary>The texts; null, which is left out, if none.</summary>
    public static IReadOnlyList<string>? IfAny(this IEnumerable<string> texts) =>
        texts.ToArray() is { Length: > 0 } some ? some : null;

    public static void WriteText(this Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    public static void WriteTexts(this Utf8JsonWriter writer, string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
