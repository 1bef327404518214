using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Planning;

/// <summary>Writes reports on explanations for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(ExplainedValue), GenerationMode = JsonSourceGenerationMode.Default)] // one key has its own converter
internal sealed partial class ExplanationJson : JsonSerializerContext;
