using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Ledgers;

/// <summary>Writes reports on imported ledgers for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(ImportLedgerDocument))]
internal sealed partial class LedgerImportJson : JsonSerializerContext;
