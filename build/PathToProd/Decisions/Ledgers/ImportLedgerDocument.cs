using System.ComponentModel;

namespace PathToProd.Decisions.Ledgers;

[Description("What was imported into an environment's ledger.")]
internal sealed record ImportLedgerDocument(
    string Environment,
    string File,
    [Description("Where the ledger is.")] string Into,
    [Description("How many lines were added.")] int Added,
    [Description("How many of the file's lines were there before.")] int AlreadyThere,
    [Description("How many of the file's lines are about other environments.")] int LeftOut
);
