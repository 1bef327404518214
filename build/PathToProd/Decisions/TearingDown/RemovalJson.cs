using System.Text.Json.Serialization;

namespace PathToProd.Decisions.TearingDown;

/// <summary>Writes reports on what TearDown removes for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(RemovalDocument))]
internal sealed partial class RemovalJson : JsonSerializerContext;
