using System.Text.Json.Serialization;
using PathToProd.Decisions.Affected;
using PathToProd.Decisions.Bumps;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Compatibility.Bisection;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Inputs;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Pools;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Notifications;
using PathToProd.Decisions.Rollbacks;
using PathToProd.Decisions.Solving;
using PathToProd.Decisions.TearingDown;
using PathToProd.Decisions.Upgrading;
using PathToProd.Decisions.Validation;

namespace PathToProd.Decisions;

/// <summary>What is written for programs of what follows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(AdvanceDocument))]
[JsonSerializable(typeof(AffectedDocument))]
[JsonSerializable(typeof(BisectDocument))]
[JsonSerializable(typeof(BumpDocument))]
[JsonSerializable(typeof(CertifyDocument))]
[JsonSerializable(typeof(CheckInputsDocument))]
[JsonSerializable(typeof(DriftDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(ExplainedValue), GenerationMode = JsonSourceGenerationMode.Default)] // one key has its own converter
[JsonSerializable(typeof(GatesDocument))]
[JsonSerializable(typeof(GraphDocument))]
[JsonSerializable(typeof(LeasesDocument))]
[JsonSerializable(typeof(MatrixDocument.OfPairs))]
[JsonSerializable(typeof(MatrixDocument.OfPath))]
[JsonSerializable(typeof(MatrixDocument.OfSets))]
[JsonSerializable(typeof(GaveUpPart))]
[JsonSerializable(typeof(NotificationDocument))]
[JsonSerializable(typeof(RefusedPart))]
[JsonSerializable(typeof(SolvedPart))]
[JsonSerializable(typeof(PromoteDocument))]
[JsonSerializable(typeof(RemovalDocument))]
[JsonSerializable(typeof(RetestDocument))]
[JsonSerializable(typeof(RollbackDocument))]
[JsonSerializable(typeof(UpgradeDocument))]
[JsonSerializable(typeof(ValidateDocument))]
internal sealed partial class DecisionsReports : JsonSerializerContext;
