using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;

namespace PathToProd.Decisions.Leases;

/// <summary>
/// Decides how an entry comes into a ledger that others write too: by compare and swap, once, and never after a later holder
/// of the component's lease, or of the environment's, has written.
/// </summary>
public static class AppendDecisions
{
    /// <summary>Decides from what the ledger says.</summary>
    /// <param name="entry">The entry, with the run's tokens.</param>
    /// <param name="entries">The entries about the same component.</param>
    /// <param name="newest">A newer token that is known from elsewhere, such as the lease itself; 0 if none.</param>
    public static AppendDecision Of(LedgerEntry entry, IEnumerable<LedgerEntry> entries, long newest = 0)
    {
        var newestLease = 0L;
        foreach (var one in entries)
        {
            if (one.Attempt == entry.Attempt && one.GetType() == entry.GetType())
            {
                return new AppendDecision.Done();
            }

            newest = Math.Max(newest, one.Token ?? 0);
            newestLease = Math.Max(newestLease, one.Lease ?? 0);
        }

        return entry.Token is { } token && token < newest ? new AppendDecision.Fenced(token, newest)
            : entry.Lease is { } lease && lease < newestLease ? new AppendDecision.Fenced(lease, newestLease)
            : new AppendDecision.Write();
    }

    /// <summary>Decides from the newest lines of a ledger in a cluster; null when all of them have to be read first, as the entry may be among the older ones.</summary>
    /// <param name="entry">The entry, with the run's tokens.</param>
    /// <param name="ledger">The component's ledger.</param>
    public static AppendDecision? Of(LedgerEntry entry, LedgerObject ledger)
    {
        var decision = Of(entry, LedgerText.Read(ledger.Lines).Entries, ledger.Token);
        return decision is AppendDecision.Fenced && ledger.Segments.Length > 0 ? null : decision;
    }

    /// <summary>Decides after a write.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="isTimeUp">Whether the run may not go on any longer.</param>
    public static AppendDecision After(WriteOutcome outcome, bool isTimeUp) =>
        outcome switch
        {
            WriteOutcome.Accepted => new AppendDecision.Done(),
            WriteOutcome.Declined declined => new AppendDecision.Declined(declined.Why),
            WriteOutcome.NoAnswer silent when isTimeUp => new AppendDecision.GivenUp(silent.Why),
            _ when isTimeUp => new AppendDecision.GivenUp("others wrote first each time"),
            _ => new AppendDecision.LookAgain(),
        };
}
