using System.Text.Json.Serialization;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.ToolPins;

namespace PathToProd.Model;

/// <summary>What is written for programs of what people write.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(CapabilitiesDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class ModelReports : JsonSerializerContext;
