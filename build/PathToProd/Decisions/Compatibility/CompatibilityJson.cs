using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Writes reports on the matrix and what to test again for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(MatrixDocument.OfPairs))]
[JsonSerializable(typeof(MatrixDocument.OfPath))]
[JsonSerializable(typeof(MatrixDocument.OfSets))]
[JsonSerializable(typeof(RetestDocument))]
internal sealed partial class CompatibilityJson : JsonSerializerContext;
