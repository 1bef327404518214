using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Drift;

/// <summary>Writes reports on drift for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(DriftDocument))]
internal sealed partial class DriftJson : JsonSerializerContext;
