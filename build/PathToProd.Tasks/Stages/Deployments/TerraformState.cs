using System.Text.Json;
using System.Text.Json.Nodes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>What identifies a state of Terraform: its lineage, and the serial that grows with each change.</summary>
internal static class TerraformState
{
    private const string Mark = "terraform:";

    /// <summary>Whether a recorded fingerprint is one of a state.</summary>
    public static bool IsFingerprint(string recorded) => recorded.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The fingerprint; null when this is not a state.</summary>
    public static string? Fingerprint(JsonNode? state) =>
        state is JsonObject json && json["lineage"] is { } lineage ? $"{Mark}{lineage}:{json["serial"]}" : null;

    /// <summary>The fingerprint of the state in a file; null when there is no state in it.</summary>
    public static string? Fingerprint(string file)
    {
        try
        {
            return File.Exists(file) ? Fingerprint(JsonNode.Parse(File.ReadAllText(file))) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
