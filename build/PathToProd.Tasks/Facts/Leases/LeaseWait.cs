using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Leases;

/// <summary>Waits for a run that holds a lease, without wanting the lease itself.</summary>
internal sealed class LeaseWait(ILease lease, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _start = clock.GetTimestamp();

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Waits until it is free.</summary>
    /// <param name="waiting">Called once with the holder.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PlatformException">The holder is gone and let nothing go (exit code 3), or the remote gives no answer (1).</exception>
    public async Task UntilFreeAsync(Action<LeaseHolder> waiting, CancellationToken cancellation)
    {
        LeaseObservation? seen = null;
        while (true)
        {
            var (record, position) = Look();
            if (record?.Holder is not { } holder)
            {
                return;
            }

            if (seen is null)
            {
                waiting(holder);
            }

            seen = LeaseObservation.After(seen, record, position, Now);
            if (Now >= seen.ChangedAt + record.Duration)
            {
                throw PlatformException.Refused(
                    $"{lease.What} was being changed by {holder}, which has not renewed its lock for {Duration.Text(record.Duration)}, so it is "
                        + "gone, and what it left there is not known. Nothing was touched. Deploy that component again, then run the same command again."
                );
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private (LeaseRecord? Record, string? Position) Look()
    {
        try
        {
            return lease.Look();
        }
        catch (LeaseSilenceException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"Could not read the lock of {lease.What}: {exception.Message}. {lease.Advice}",
                exception
            );
        }
    }
}
