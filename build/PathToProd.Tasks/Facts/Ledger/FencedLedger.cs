using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>
/// The ledger of an environment that the run has leased: no attempt starts once the lease is lost, and each entry carries the lease's token, so that
/// the ledger refuses it once a later holder has written. How an attempt ended is still recorded until then, as that is true.
/// </summary>
/// <param name="ledger">The ledger.</param>
/// <param name="fence">The lease.</param>
internal sealed class FencedLedger(ILedger ledger, EnvironmentFence fence) : ILedger
{
    public string? Place => ledger.Place;

    public LedgerReading Read() => ledger.Read();

    public LedgerReading ReadLatest() => ledger.ReadLatest();

    public IReadOnlyList<string> Texts() => ledger.Texts();

    public void Append(string component, LedgerEntry entry)
    {
        if (entry is LedgerEntry.Started or LedgerEntry.UnitStarted && !fence.IsHeld())
        {
            throw new PlatformException(ExitCode.Failed, fence.LostText);
        }

        ledger.Append(component, entry with { Lease = fence.Token });
    }
}
