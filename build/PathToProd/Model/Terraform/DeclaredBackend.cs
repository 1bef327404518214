using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PathToProd.Formats.Hcl;
using PathToProd.Text;

namespace PathToProd.Model.Terraform;

/// <summary>A backend that a file of a Terraform root declares.</summary>
/// <param name="Type"><c>local</c>, <c>s3</c>, ...; <see cref="Cloud"/> for a <c>cloud</c> block.</param>
/// <param name="Where">Where.</param>
public sealed partial record DeclaredBackend(string Type, SourcePosition Where)
{
    /// <summary>The type of a <c>cloud</c> block, which has none.</summary>
    public const string Cloud = "cloud";

    /// <summary>Whether Terraform reads a file by this name as part of a root.</summary>
    public static bool IsRead(string file) =>
        file.EndsWith(".tf", StringComparison.Ordinal)
        || file.EndsWith(".tf.json", StringComparison.Ordinal)
        || file.EndsWith(".tofu", StringComparison.Ordinal);

    /// <summary>Whether what a file of this name declares counts more than what others do.</summary>
    public static bool IsOverride(string file) =>
        Path.GetFileName(file).Split('.')[0] is var name
        && (name == "override" || name.EndsWith("_override", StringComparison.Ordinal));

    /// <summary>What a file declares; nothing when it is broken, which Terraform itself says better.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="text">Its content.</param>
    public static IEnumerable<DeclaredBackend> In(string file, string text) =>
        file.EndsWith(".json", StringComparison.Ordinal) ? InJson(file, text) : InHcl(file, text);

    private static IEnumerable<DeclaredBackend> InHcl(string file, string text)
    {
        return Block()
            .Matches(HclCode.Of(text))
            .Select(match =>
            {
                var label = match.Groups["label"];
                return new DeclaredBackend(
                    label.Success ? text.Substring(label.Index, label.Length).Trim('"') : Cloud,
                    Position(file, text.AsSpan(0, match.Groups["word"].Index))
                );
            });
    }

    private static SourcePosition Position(string file, ReadOnlySpan<char> before) =>
        new(file, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));

    private static IEnumerable<DeclaredBackend> InJson(string file, string text)
    {
        foreach (var settings in Objects(Parsed(text)?["terraform"]))
        {
            foreach (var backend in Objects(settings["backend"]).SelectMany(backend => backend))
            {
                yield return new DeclaredBackend(backend.Key, new SourcePosition(file));
            }

            if (settings.ContainsKey(Cloud))
            {
                yield return new DeclaredBackend(Cloud, new SourcePosition(file));
            }
        }
    }

    private static JsonObject? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Terraform takes a list of objects wherever it takes an object.
    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node is JsonArray list ? list.OfType<JsonObject>()
        : node is JsonObject one ? [one]
        : [];

    [GeneratedRegex("""(?<![\w.-])(?:(?<word>backend)\s+(?<label>" *"|[a-z0-9]+)\s*\{|(?<word>cloud)\s*\{)""")]
    private static partial Regex Block();
}
