using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Upgrading;

/// <summary>Writes reports on upgrades for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(UpgradeDocument))]
internal sealed partial class UpgradeJson : JsonSerializerContext;
