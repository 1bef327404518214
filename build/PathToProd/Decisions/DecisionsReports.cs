using System.Text.Json.Serialization;
using PathToProd.Decisions.Affected;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Compatibility.Bisection;
using PathToProd.Decisions.Inputs;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Solving;

namespace PathToProd.Decisions;

/// <summary>What is written for programs of what follows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AffectedDocument))]
[JsonSerializable(typeof(BisectDocument))]
[JsonSerializable(typeof(CertifyDocument))]
[JsonSerializable(typeof(CheckInputsDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(MatrixDocument))]
[JsonSerializable(typeof(IResolveDocument), TypeInfoPropertyName = "ResolveDocument")]
[JsonSerializable(typeof(RetestDocument))]
internal sealed partial class DecisionsReports : JsonSerializerContext;
