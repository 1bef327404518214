using System.Text.Json.Serialization;
using PathToProd.Facts.Artifacts;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Facts;

/// <summary>What is written for programs of what is known.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(DiffDocument))]
[JsonSerializable(typeof(ExportLedgerDocument))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(ImportLedgerDocument))]
[JsonSerializable(typeof(IRunEventDocument), GenerationMode = JsonSourceGenerationMode.Default)] // one type of many kinds
[JsonSerializable(typeof(PinDocument))]
[JsonSerializable(typeof(SavedPlanDocument))]
[JsonSerializable(typeof(PublishDocument))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(SetsDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(VersionsDocument))]
internal sealed partial class FactsReports : JsonSerializerContext;
