using System.Text.Json.Serialization;

namespace PathToProd.Facts.Plans;

/// <summary>Writes reports on saved plans for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(SavedPlanDocument))]
internal sealed partial class PlanJson : JsonSerializerContext;
