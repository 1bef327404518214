using System.Text.Json.Nodes;

namespace Cake.Terraform;

/// <summary>One output of a root.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null when it is null.</param>
/// <param name="Type">Its type as Terraform writes it: <c>"string"</c>, <c>["list","string"]</c>, ...</param>
/// <param name="IsSensitive">Whether the value must stay out of logs and records.</param>
public sealed record TerraformOutputValue(string Name, JsonNode? Value, JsonNode? Type, bool IsSensitive)
{
    /// <summary>The value as text: a string as it is, anything else as JSON, null as the empty text.</summary>
    public string Text =>
        Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : Value?.ToJsonString() ?? "";

    /// <summary>Writes <c>name = value</c>, without the value when it is sensitive.</summary>
    public override string ToString() => $"{Name} = {(IsSensitive ? "(sensitive)" : Text)}";
}
