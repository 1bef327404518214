using PathToProd.Decisions.Drift;
using PathToProd.Facts.Ledger;

namespace PathToProd.Tasks.Stages.Drift;

/// <summary>What is looked for, and what the look found.</summary>
/// <param name="ledger">What the ledger says.</param>
/// <param name="last">The deployment that is compared with what is there.</param>
internal sealed class DriftQuestion(LedgerState ledger, Deployment last)
{
    public LedgerState Ledger => ledger;

    public Deployment Last => last;

    /// <summary>Null before the look, and when it was ended.</summary>
    public TargetLook? Found { get; set; }
}
