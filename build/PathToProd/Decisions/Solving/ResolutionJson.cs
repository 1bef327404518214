using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Solving;

/// <summary>Writes reports on what Resolve proposes for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(GaveUpPart))]
[JsonSerializable(typeof(RefusedPart))]
[JsonSerializable(typeof(SolvedPart))]
internal sealed partial class ResolutionJson : JsonSerializerContext;
