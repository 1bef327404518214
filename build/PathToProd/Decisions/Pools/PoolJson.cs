using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Pools;

/// <summary>Writes reports on pools and their leases for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(LeasesDocument))]
internal sealed partial class PoolJson : JsonSerializerContext;
