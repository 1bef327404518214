using System.Text.Json.Serialization;

namespace PathToProd.Facts.Promotions;

/// <summary>Writes reports on records of promotions for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(RecordDocument))]
internal sealed partial class RecordJson : JsonSerializerContext;
