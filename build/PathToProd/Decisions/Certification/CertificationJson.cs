using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Certification;

/// <summary>Writes reports on certifications for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(CertifyDocument))]
internal sealed partial class CertificationJson : JsonSerializerContext;
