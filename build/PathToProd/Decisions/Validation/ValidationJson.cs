using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Validation;

/// <summary>Writes reports on validations for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(ValidateDocument))]
internal sealed partial class ValidationJson : JsonSerializerContext;
