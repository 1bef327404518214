using PathToProd.Facts;
using PathToProd.Formats.Json;
using PathToProd.Model;

namespace PathToProd.Decisions;

/// <summary>All reports for programs of this library.</summary>
public static class ReportDocuments
{
    /// <summary>The text of each one's JSON schema by the name of its file (<c>status.schema.json</c>).</summary>
    public static IEnumerable<KeyValuePair<string, string>> Schemas =>
        [
            .. ReportSchemas.Of(ModelReports.Default),
            .. ReportSchemas.Of(FactsReports.Default),
            .. ReportSchemas.Of(DecisionsReports.Default),
        ];
}
