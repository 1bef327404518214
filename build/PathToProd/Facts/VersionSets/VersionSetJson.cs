using System.Text.Json.Serialization;

namespace PathToProd.Facts.VersionSets;

/// <summary>Writes reports on version sets for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(PinDocument))]
[JsonSerializable(typeof(SetsDocument))]
internal sealed partial class VersionSetJson : JsonSerializerContext;
