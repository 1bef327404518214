using System.Text.Json.Serialization;

namespace PathToProd.Facts.Artifacts;

/// <summary>Writes reports on artifacts for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(PublishDocument))]
[JsonSerializable(typeof(VersionsDocument))]
internal sealed partial class ArtifactJson : JsonSerializerContext;
