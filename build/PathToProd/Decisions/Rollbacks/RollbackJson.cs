using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>Writes reports on rollbacks for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(RollbackDocument))]
internal sealed partial class RollbackJson : JsonSerializerContext;
