using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Artifacts;

/// <summary>An OCI image index: the list of what a store holds, in the order in which it came there.</summary>
/// <param name="Manifests">The entries.</param>
public sealed record OciIndex(ImmutableArray<OciDescriptor> Manifests)
{
    /// <summary>An index without entries.</summary>
    public static readonly OciIndex Empty = new([]);

    /// <summary>Entries of other tools that say more than we read, as they were written: they stay as they are.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>The index as <c>index.json</c> holds it.</summary>
    public string ToJson()
    {
        var text = new StringBuilder($"{{\"schemaVersion\":2,\"mediaType\":\"{MediaTypes.Index}\",\"manifests\":[");
        var before = "\n";
        foreach (
            var entry in Manifests.Select(descriptor => StableJson.Write(OciJson.Write(descriptor))).Concat(Others)
        )
        {
            text.Append(before).Append(entry);
            before = ",\n";
        }

        return text.Append("\n]}\n").ToString();
    }

    /// <summary>Reads an index that this program, another one, or a killed one wrote.</summary>
    /// <param name="text">The index.</param>
    /// <param name="index">What it says.</param>
    /// <param name="error">What is wrong with it, as <c>... has no manifests</c> would say it.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out OciIndex? index,
        [NotNullWhen(false)] out string? error
    )
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var entries = OciJson.List(document.RootElement, "manifests").ToLookup(SaysMore);
            index = new OciIndex([.. entries[false].Select(OciJson.ReadDescriptor)])
            {
                Others = [.. entries[true].Select(entry => entry.GetRawText())],
            };
            error = null;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            index = null;
            error = exception is JsonException json ? Where(json) : exception.Message;
            return false;
        }
    }

    private static bool SaysMore(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object
        && entry
            .EnumerateObject()
            .Any(property =>
                property.Name is not ("mediaType" or "digest" or "size" or "artifactType" or "annotations")
            );

    private static string Where(JsonException exception) =>
        exception.LineNumber is { } line ? $"it is not JSON in line {line + 1}" : "it is not JSON";
}
