using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Promotions;

/// <summary>Writes reports on promotions for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(AdvanceDocument))]
[JsonSerializable(typeof(GatesDocument))]
[JsonSerializable(typeof(GraphDocument))]
[JsonSerializable(typeof(PromoteDocument))]
internal sealed partial class PromotionJson : JsonSerializerContext;
