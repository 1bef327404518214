using System.Text.Json.Serialization;

namespace PathToProd.Model.ToolPins;

/// <summary>Writes reports on tools for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class ToolPinJson : JsonSerializerContext;
