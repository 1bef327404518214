using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Bumps;

/// <summary>Writes reports on bumps for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(BumpDocument))]
internal sealed partial class BumpJson : JsonSerializerContext;
