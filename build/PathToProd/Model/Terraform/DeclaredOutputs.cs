using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PathToProd.Formats.Hcl;

namespace PathToProd.Model.Terraform;

/// <summary>
/// The outputs that a file of a Terraform root declares. Terraform says nothing of an output that is null, neither in its
/// state nor when it is asked, so only the root tells that there is one.
/// </summary>
public static partial class DeclaredOutputs
{
    /// <summary>Their names; none when the file is broken, which Terraform itself says better.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="text">Its content.</param>
    public static IEnumerable<string> In(string file, string text) =>
        file.EndsWith(".json", StringComparison.Ordinal)
            ? InJson(text)
            : Block()
                .Matches(HclCode.Of(text))
                .Select(match => match.Groups["label"])
                .Select(label => text.Substring(label.Index, label.Length).Trim('"'));

    private static IEnumerable<string> InJson(string text)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?["output"] is JsonObject outputs
                ? outputs.Select(output => output.Key)
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    [GeneratedRegex("""(?<![\w.-])output\s+(?<label>" *"|[\w-]+)\s*\{""")]
    private static partial Regex Block();
}
