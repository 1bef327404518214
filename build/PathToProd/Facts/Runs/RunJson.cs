using System.Text.Json.Serialization;

namespace PathToProd.Facts.Runs;

/// <summary>Writes reports on runs for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(IRunEventDocument), GenerationMode = JsonSourceGenerationMode.Default)] // one type of many kinds
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class RunJson : JsonSerializerContext;
