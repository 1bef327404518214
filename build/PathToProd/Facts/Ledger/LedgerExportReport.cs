using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Ledger;

/// <summary>Tells what was exported of a ledger, and what of it is elsewhere.</summary>
public static class LedgerExportReport
{
    /// <summary>Sentences.</summary>
    /// <param name="export">What was exported.</param>
    /// <param name="style">How wide lines may be.</param>
    public static string Text(LedgerExport export, Style style) =>
        string.Concat(Sentences(export).Select(sentence => style.Fit(sentence) + "\n"));

    /// <summary>The same for programs.</summary>
    public static string Json(LedgerExport export) =>
        JsonReport.Write(
            new ExportLedgerDocument(
                export.Environment,
                export.From,
                export.File,
                export.Digest.ToString(),
                export.Lines,
                IgnoredLinePart.Of(export.Problems),
                [.. export.Before.Select(ExportedLinesPart.Of)],
                [.. export.Removed.Select(ExportedLinesPart.Of)]
            ),
            LedgerJson.Default.ExportLedgerDocument
        );

    private static IEnumerable<string> Sentences(LedgerExport export)
    {
        yield return $"Exported the history of {export.Environment} from {export.From} to {export.File}: "
            + $"{Prose.Count(export.Lines, "line")}, {export.Digest}.";
        foreach (var lines in export.Before)
        {
            yield return lines.ToString();
        }

        if (!export.Removed.IsEmpty)
        {
            var what = Prose.List([
                .. export.Removed.Select(lines => $"{Prose.Count(lines.Lines, "line")} about {lines.Component}"),
            ]);
            yield return $"Removed from there what says nothing about what is deployed now: {what}. Only {export.File} has them: keep it.";
        }
    }
}
