using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>Writes reports on bisections for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(BisectDocument))]
internal sealed partial class BisectionJson : JsonSerializerContext;
