using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PathToProd.Formats.Hcl;

namespace PathToProd.Model.Terraform;

/// <summary>The variables that a file of a Terraform root declares, with the first word of their types.</summary>
public static partial class DeclaredVariables
{
    /// <summary>Names and words: <c>string</c>, <c>list</c> of <c>list(string)</c>. Those without a type take anything, and are left out.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="text">Its content.</param>
    public static IEnumerable<KeyValuePair<string, string>> In(string file, string text) =>
        file.EndsWith(".json", StringComparison.Ordinal) ? InJson(text) : InHcl(text, HclCode.Of(text));

    private static IEnumerable<KeyValuePair<string, string>> InHcl(string text, string code)
    {
        foreach (Match block in Block().Matches(code))
        {
            var label = block.Groups["label"];
            var body = code[(block.Index + block.Length)..];
            if (OwnType(body) is { } type)
            {
                yield return KeyValuePair.Create(text.Substring(label.Index, label.Length).Trim('"'), type);
            }
        }
    }

    // What validation and other blocks inside the variable's say is not a type of it.
    private static string? OwnType(string body)
    {
        var depth = 0;
        foreach (Match part in Part().Matches(body))
        {
            depth += part.Value switch
            {
                "{" => 1,
                "}" => -1,
                _ => 0,
            };
            if (depth < 0)
            {
                return null;
            }

            if (depth == 0 && part.Groups["type"] is { Success: true } type)
            {
                return type.Value;
            }
        }

        return null;
    }

    private static IEnumerable<KeyValuePair<string, string>> InJson(string text)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?["variable"] is JsonObject variables
                ? variables
                    .Where(variable => variable.Value is JsonObject body && body["type"] is JsonValue)
                    .Select(variable =>
                        KeyValuePair.Create(variable.Key, Word().Match(variable.Value!["type"]!.ToString()).Value)
                    )
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    [GeneratedRegex("""(?<![\w.-])variable\s+(?<label>" *"|[\w-]+)\s*\{""")]
    private static partial Regex Block();

    [GeneratedRegex("""[{}]|(?<![\w.-])type\s*=\s*(?<type>\w+)""")]
    private static partial Regex Part();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
