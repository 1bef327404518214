using System.Text.Json.Serialization;

namespace PathToProd.Model.Platform;

/// <summary>Writes reports on the platform for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(CheckDocument))]
internal sealed partial class PlatformJson : JsonSerializerContext;
