using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PathToProd.Facts.Changes;

[Description("What was found out about a change: what Validate writes to --report=FILE.json, and PostReport posts.")]
internal sealed record ChangeReportDocument(
    [Description("The number of the format: 1.")] int Format,
    ChangeReport Report
)
{
    public const int ThisFormat = 1;
}

/// <summary>Reads strictly, as the file may come from a stranger.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 8
)]
[JsonSerializable(typeof(ChangeReportDocument))]
internal sealed partial class ChangeReportJson : JsonSerializerContext;
