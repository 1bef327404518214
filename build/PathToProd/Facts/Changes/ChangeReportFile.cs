using System.Text.Json;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Changes;

/// <summary>The report as a file, which another job may post: nothing in it is believed.</summary>
public static class ChangeReportFile
{
    /// <summary>How long a file may be, in bytes.</summary>
    public const int MostBytes = 8_000_000;

    /// <summary>The file's text.</summary>
    public static string Write(ChangeReport report) =>
        JsonReport.Write(
            new ChangeReportDocument(ChangeReportDocument.ThisFormat, report),
            ChangeReportJson.Default.ChangeReportDocument
        );

    /// <summary>Reads it.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="PlatformException">It is not such a report, or is larger than any is (exit code 2): all problems at once.</exception>
    public static ChangeReport Read(string file, string text)
    {
        ChangeReportDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(text, ChangeReportJson.Default.ChangeReportDocument);
        }
        catch (JsonException exception)
        {
            // The system's own words have pieces of the file in them.
            throw Wrong(
                new SourcePosition(
                    file,
                    (int)(exception.LineNumber ?? 0) + 1,
                    (int)(exception.BytePositionInLine ?? 0) + 1
                ),
                $"it is not a report of a change{(exception.Path is { Length: > 1 } path ? $", at {Printable.Message(path)}" : "")}"
            );
        }

        if (document is null || document.Format != ChangeReportDocument.ThisFormat)
        {
            throw Wrong(
                new SourcePosition(file),
                $"its format is {document?.Format.ToString() ?? "null"}, and this program reads {ChangeReportDocument.ThisFormat}"
            );
        }

        var problems = ChangeReportLimits.Problems(file, document.Report).ToArray();
        PlatformException.ThrowIfAny(problems);
        return document.Report;
    }

    private static PlatformException Wrong(SourcePosition where, string what) =>
        new([new Problem(where, what, "take the file that --report=FILE.json wrote, as it is")]);
}
