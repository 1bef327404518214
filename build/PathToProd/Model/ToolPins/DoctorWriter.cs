using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PathToProd.Text.Tables;

namespace PathToProd.Model.ToolPins;

/// <summary>Writes a <see cref="DoctorReport"/> for people and for programs.</summary>
public static class DoctorWriter
{
    /// <summary>The document is not a part of a web page, so ranges need not be written as <c>\u003E=1.5.0</c>.</summary>
    private static JsonWriterOptions Json =>
        new()
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

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
            WriteMend(text, check, style);
        }

        return text.Append('\n').Append(style.Fit(Conclusion(report))).Append('\n').ToString();
    }

    /// <summary>The same as a JSON document, indented, with a line feed at its end.</summary>
    public static string ToJson(DoctorReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("runtime", report.Runtime);
            json.WriteBoolean("healthy", report.IsHealthy);
            json.WriteStartArray("tools");
            foreach (var check in report.Checks)
            {
                WriteCheck(json, check);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

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

    private static void WriteMend(StringBuilder text, DoctorCheck check, Style style)
    {
        var needed = check.Optional ? "optional, for" : "needed for";
        text.Append('\n').Append(style.Fit($"{check.Tool} ({needed} {check.NeededFor})")).Append('\n');
        foreach (var rejected in check.Rejected)
        {
            text.Append("  ").Append(rejected).Append('\n');
        }

        text.Append("  fix: ").Append(check.Fix).Append('\n');
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

    private static void WriteCheck(Utf8JsonWriter json, DoctorCheck check)
    {
        json.WriteStartObject();
        json.WriteString("tool", check.Tool);
        json.WriteString("neededFor", check.NeededFor);
        json.WriteBoolean("optional", check.Optional);
        json.WriteString("accept", check.Accept);
        json.WriteString(
            "state",
            check.State switch
            {
                DoctorState.Found => "found",
                DoctorState.Missing => "missing",
                DoctorState.NotAccepted => "not-accepted",
                _ => "unreadable",
            }
        );
        json.WriteString("file", check.File);
        json.WriteString("version", check.Version);
        json.WriteStartArray("rejected");
        foreach (var rejected in check.Rejected)
        {
            json.WriteStringValue(rejected);
        }

        json.WriteEndArray();
        json.WriteString("fix", check.Fix);
        json.WriteEndObject();
    }
}
