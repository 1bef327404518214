using System.Text.Json.Serialization;

namespace PathToProd.Model.Environments;

/// <summary>Writes reports on environments for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(CapabilitiesDocument))]
internal sealed partial class EnvironmentJson : JsonSerializerContext;
