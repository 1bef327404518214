using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>What a ledger's file holds.</summary>
/// <param name="Entries">The whole lines, in the order of the file. The order counts, not the clock, which may run backwards.</param>
/// <param name="Problems">The lines that were ignored, and why; to be shown as warnings.</param>
/// <param name="Doubts">Those of them that may have started an attempt, in the order of the file.</param>
public sealed record LedgerReading(
    ImmutableArray<LedgerEntry> Entries,
    ImmutableArray<Problem> Problems,
    ImmutableArray<LedgerDoubt> Doubts
)
{
    /// <summary>What it had once, and what a file elsewhere has now.</summary>
    public ImmutableArray<ExportedLines> Exported { get; init; } = [];

    /// <summary>
    /// The same of a file that is about one component alone, whatever else of a line is lost. Of one that is about a unit nothing is in
    /// doubt: what became of each member stands in the member's own file.
    /// </summary>
    public LedgerReading About(string component, string environment) =>
        this with
        {
            Doubts = Entries.Any(entry => entry is LedgerEntry.UnitStarted)
                ? []
                : [.. Doubts.Select(doubt => doubt with { Component = component, Environment = environment })],
        };
}
