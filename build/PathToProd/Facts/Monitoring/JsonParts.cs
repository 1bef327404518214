using System.Globalization;
using System.Text.Json;

namespace PathToProd.Facts.Monitoring;

/// <summary>Parts of answers, read strictly: what is missing or of another type is a <see cref="FormatException"/>.</summary>
internal static class JsonParts
{
    public static JsonElement Map(this JsonElement json, string name) => json.Part(name, JsonValueKind.Object, "map");

    public static JsonElement.ArrayEnumerator List(this JsonElement json, string name) =>
        json.Part(name, JsonValueKind.Array, "list").EnumerateArray();

    public static JsonElement.ArrayEnumerator Items(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : throw new FormatException("is not a list");

    /// <summary>A list that servers leave out when it is empty.</summary>
    public static IEnumerable<JsonElement> OptionalList(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind != JsonValueKind.Null ? json.List(name) : [];

    public static IEnumerable<KeyValuePair<string, string>> Labels(this JsonElement json, string name) =>
        json.Map(name)
            .EnumerateObject()
            .Select(label =>
                label.Value.ValueKind == JsonValueKind.String
                    ? KeyValuePair.Create(label.Name, label.Value.GetString()!)
                    : throw new FormatException($"has a label \"{label.Name}\" that is not a text")
            );

    /// <summary>A number of seconds, as Prometheus writes durations.</summary>
    public static TimeSpan Duration(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds >= 0
        && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"has no \"{name}\" that is a number of seconds");

    /// <summary>A moment and a value, as Prometheus writes samples: <c>[1435781451.781, "1"]</c>.</summary>
    public static (DateTimeOffset At, string Value) Sample(this JsonElement sample) =>
        sample.ValueKind == JsonValueKind.Array
        && sample.GetArrayLength() == 2
        && sample[0].ValueKind == JsonValueKind.Number
        && sample[0].TryGetDouble(out var seconds)
        && Math.Abs(seconds) < MaxSeconds
        && sample[1].ValueKind == JsonValueKind.String
            ? (DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000)), sample[1].GetString()!)
            : throw new FormatException("has a sample that is not a time and a text");

    /// <summary>A value as Prometheus writes it, infinity and <c>NaN</c> among them.</summary>
    public static double Value(string text) =>
        text switch
        {
            "NaN" => double.NaN,
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new FormatException($"has the value \"{MonitoringAnswer.Short(text)}\", which is not a number"),
        };

    /// <summary>The year 9999.</summary>
    private const double MaxSeconds = 253_000_000_000;

    private static JsonElement Part(this JsonElement json, string name, JsonValueKind kind, string noun) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var part) && part.ValueKind == kind
            ? part
            : throw new FormatException($"has no \"{name}\" that is a {noun}");
}
