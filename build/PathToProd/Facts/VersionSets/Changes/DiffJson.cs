using System.Text.Json.Serialization;

namespace PathToProd.Facts.VersionSets.Changes;

/// <summary>Writes reports on differences of version sets for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(DiffDocument))]
internal sealed partial class DiffJson : JsonSerializerContext;
