using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Ledgers;

/// <summary>Tells what was imported into a ledger.</summary>
public static class LedgerImportReport
{
    /// <summary>Sentences.</summary>
    /// <param name="import">What was imported.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="file">The file.</param>
    /// <param name="place">Where the ledger is.</param>
    /// <param name="style">How wide lines may be.</param>
    public static string Text(LedgerImport import, string environment, string file, string place, Style style) =>
        style.Fit(Sentence(import, environment, file, place)) + "\n";

    private static string Sentence(LedgerImport import, string environment, string file, string place) =>
        $"Imported the history of {environment} from {file} into {place}: {Prose.Count(import.Count, "line")} added"
        + (import.AlreadyThere == 0 ? "" : $", {Prose.Count(import.AlreadyThere, "line")} there before")
        + (import.OfOthers == 0 ? "" : $", {Prose.Count(import.OfOthers, "line")} about other environments left out")
        + ".";

    /// <summary>The same for programs.</summary>
    public static string Json(LedgerImport import, string environment, string file, string place) =>
        JsonReport.Write(
            new ImportLedgerDocument(environment, file, place, import.Count, import.AlreadyThere, import.OfOthers),
            LedgerImportJson.Default.ImportLedgerDocument
        );
}
