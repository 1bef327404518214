using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Facts.Ledger;

[Description("What was exported of an environment's ledger.")]
internal sealed record ExportLedgerDocument(
    string Environment,
    [Description("Where the ledger is.")] string From,
    string File,
    [Description("The digest of the file.")] string Digest,
    [Description("How many lines the file has.")] int Lines,
    [Description("What cannot be read; the exit code is 1 then.")] ImmutableArray<IgnoredLinePart> IgnoredLines,
    [Description("What was exported and removed before.")] ImmutableArray<ExportedLinesPart> ExportedBefore,
    [Description("What was removed now.")] ImmutableArray<ExportedLinesPart> Removed
);
