using System.Collections.Immutable;
using System.Text;
using PathToProd.Formats.Json;
using PathToProd.Text.Tables;

namespace PathToProd.Model.ToolPins;

/// <summary>Writes a <see cref="DoctorReport"/> for people and for programs.</summary>
public static class DoctorWriter
{
    /// <summary>A table of all tools, then what to do about each that is missing.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="style">How tones are shown, and how wide lines may be.</param>
    public static string ToText(DoctorReport report, Style style)
    {
        var table = new Table("", "tool", new Column("accepted", Rank: 1), "found", "where");
        foreach (var check in report.Checks)
        {
            table.Add(Row(check));
        }

        var text = new StringBuilder(table.Write(style));
        foreach (var check in report.Checks.Where(check => check.State != DoctorState.Found))
        {
            WriteFix(text, check, style);
        }

        WriteOverrides(text, report, style);
        return text.Append('\n').Append(style.Fit(Conclusion(report))).Append('\n').ToString();
    }

    /// <summary>The same as a JSON document, indented, with a line feed at its end.</summary>
    public static string ToJson(DoctorReport report) =>
        JsonReport.Write(
            new DoctorDocument(report.Runtime, report.IsHealthy, report.Checks),
            ToolPinJson.Default.DoctorDocument
        );

    private static ImmutableArray<Cell> Row(DoctorCheck check) =>
        [
            check.State == DoctorState.Found ? "ok"
            : check.Optional ? "--"
            : "!!",
            check.Tool,
            check.Accept,
            check.State switch
            {
                DoctorState.Missing => "missing",
                DoctorState.Unreadable => "unreadable",
                DoctorState.Found => check.Version ?? "found",
                _ => check.Version ?? "",
            },
            check.File ?? "",
        ];

    private static void WriteFix(StringBuilder text, DoctorCheck check, Style style)
    {
        var needed = check.Optional ? "optional, for" : "needed for";
        text.Append('\n').Append(style.Fit($"{check.Tool} ({needed} {check.NeededFor})")).Append('\n');
        foreach (var rejected in check.Rejected)
        {
            text.Append("  ").Append(rejected).Append('\n');
        }

        text.Append("  fix: ").Append(check.Fix).Append('\n');
    }

    private static void WriteOverrides(StringBuilder text, DoctorReport report, Style style)
    {
        var table = new Table();
        foreach (var check in report.Checks)
        {
            foreach (var place in check.Overrides)
            {
                table.Add(check.Tool, place);
            }
        }

        if (table.Count > 0)
        {
            text.Append('\n').Append(style.Fit("Pinned by this platform; the rest by Path to Prod:")).Append('\n');
            text.Append(table.Write(style, indent: 2));
        }
    }

    private static string Conclusion(DoctorReport report)
    {
        var missing = report.Checks.Count(check => !check.Optional && check.State != DoctorState.Found);
        return missing switch
        {
            0 => $"All needed tools are here ({report.Runtime}).",
            1 => $"1 needed tool is missing ({report.Runtime}).",
            _ => $"{missing} needed tools are missing ({report.Runtime}).",
        };
    }
}
