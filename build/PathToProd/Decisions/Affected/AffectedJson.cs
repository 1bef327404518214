using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Affected;

/// <summary>Writes reports on what a change affects for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(AffectedDocument))]
internal sealed partial class AffectedJson : JsonSerializerContext;
