using System.Text.Json.Serialization;

namespace PathToProd.Facts.Ledger;

/// <summary>Writes reports on ledgers for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(ExportLedgerDocument))]
[JsonSerializable(typeof(HistoryDocument))]
internal sealed partial class LedgerJson : JsonSerializerContext;
