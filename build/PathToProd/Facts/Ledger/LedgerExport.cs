using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>What was exported of an environment's ledger.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="From">Where the ledger is, as people read it.</param>
/// <param name="File">The file that has its lines now, as people read it.</param>
/// <param name="Digest">The digest of the file.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Problems">What of the ledger cannot be read. Lines are in the file as they stand; of what is gone, there is nothing.</param>
/// <param name="Before">What was exported and removed before, so that it is in other files.</param>
/// <param name="Removed">What was removed now.</param>
public sealed record LedgerExport(
    string Environment,
    string From,
    string File,
    Digest Digest,
    int Lines,
    ImmutableArray<Problem> Problems,
    ImmutableArray<ExportedLines> Before,
    ImmutableArray<ExportedLines> Removed
);
