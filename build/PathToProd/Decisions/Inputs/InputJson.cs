using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Inputs;

/// <summary>Writes reports on checked inputs for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(CheckInputsDocument))]
internal sealed partial class InputJson : JsonSerializerContext;
