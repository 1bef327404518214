using System.Text.Json.Nodes;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>One thing that Terraform has to say about a root.</summary>
/// <param name="IsError">True for an error, false for a warning.</param>
/// <param name="Summary">What is wrong, in a few words.</param>
/// <param name="Detail">The rest of it; empty when there is none.</param>
/// <param name="Where">The place, its file relative to the root; null when it is about no place in a file.</param>
public sealed record TerraformDiagnostic(bool IsError, string Summary, string Detail, SourcePosition? Where)
{
    /// <summary>Writes <c>file(line,column): error: summary: detail</c>.</summary>
    public override string ToString()
    {
        var where = Where is { } place ? $"{place}: " : "";
        var detail = Detail.Length > 0 ? $": {Detail.ReplaceLineEndings(" ")}" : "";
        return $"{where}{(IsError ? "error" : "warning")}: {Summary}{detail}";
    }

    /// <summary>Reads what validate and test print for one diagnostic.</summary>
    internal static TerraformDiagnostic Read(JsonNode node) =>
        new(
            node.Text("severity") != "warning",
            node.Text("summary") ?? "",
            node.Text("detail") ?? "",
            node["range"] is { } range
                ? new SourcePosition(
                    range.Text("filename") ?? "",
                    range["start"].Number("line"),
                    range["start"].Number("column")
                )
                : null
        );
}
