using PathToProd.Decisions.Leases;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Leases;

/// <summary>
/// A lease that this run holds and renews, until it is disposed, which releases it. When it is lost, what it protects must stop: that is
/// <see cref="Lost"/>.
/// </summary>
internal sealed class HeldLease : IDisposable
{
    private const int ReleaseTries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILease _lease;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly string _who;
    private readonly CancellationTokenSource _ends = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewal;
    private readonly Task _watch;
    private volatile LeaseHold _hold;

    /// <param name="lease">The lease.</param>
    /// <param name="hold">What was accepted.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="start">The moment from which the hold counts its times.</param>
    public HeldLease(ILease lease, LeaseHold hold, TimeProvider clock, long start)
    {
        (_lease, _hold, _clock, _start) = (lease, hold, clock, start);
        (Token, _who) = (hold.Record.Token, hold.Record.Holder!.Who);
        _renewal = Task.Run(RenewAsync);
        _watch = Task.Run(WatchAsync);
    }

    /// <summary>What every write of the holder carries.</summary>
    public long Token { get; }

    /// <summary>Cancelled when the lease is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether it is still held, by the clock: asked before each write, as <see cref="Lost"/> may come late on a machine that stood still.</summary>
    public bool IsHeld => _hold.IsHeld(Now);

    /// <summary>What to say then.</summary>
    public string LostText =>
        $"This run lost the lock of {_lease.What}: it could not renew it in time, or another run took it over. What it was doing was ended, and what is "
        + "there now is not known. Look at --target=History, then run the same command again.";

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Releases it. One that cannot be released expires.</summary>
    public void Dispose()
    {
        if (_ends.IsCancellationRequested)
        {
            return;
        }

        _ends.Cancel();
        Task.WaitAll(_renewal, _watch);
        for (var tries = 0; tries < ReleaseTries && !_lost.IsCancellationRequested && !TryRelease(); tries++) { }
        _ends.Dispose();
        _lost.Dispose();
    }

    /// <summary>Whether there is nothing left to release.</summary>
    private bool TryRelease()
    {
        try
        {
            if (_lease.Write(_hold.Position, _hold.Released, _who, _clock.GetUtcNow()) is WriteOutcome.Accepted)
            {
                return true;
            }

            var seen = LookAgain();
            _hold = seen ?? _hold;
            return seen is null;
        }
        catch (PlatformException)
        {
            // The record is not what this run wrote. What it did is done, and the next run that wants the lease says what is wrong.
            return true;
        }
    }

    /// <summary>Counts the lease as lost in time, also while a renewal hangs in a network that was cut.</summary>
    private async Task WatchAsync()
    {
        while (!_ends.IsCancellationRequested)
        {
            if (!_hold.IsHeld(Now))
            {
                await _lost.CancelAsync();
                return;
            }

            await WaitAsync(_hold.LostAt - Now);
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            while (!_ends.IsCancellationRequested && !_lost.IsCancellationRequested && _hold.IsHeld(Now))
            {
                if (Now < _hold.RenewAt)
                {
                    await WaitAsync(_hold.RenewAt - Now);
                }
                else if (!await TryRenewAsync())
                {
                    break;
                }
            }
        }
        catch (PlatformException)
        {
            // The record was moved back or removed, so no one knows who holds the lease.
        }
        finally
        {
            // Whatever ended the renewal: a lease that is not renewed is not held.
            if (!_ends.IsCancellationRequested)
            {
                await _lost.CancelAsync();
            }
        }
    }

    /// <summary>Renews it, or finds out why not. False when it is another's.</summary>
    private async Task<bool> TryRenewAsync()
    {
        var (sent, renewed) = (Now, _hold.Renewed);
        if (_lease.Write(_hold.Position, renewed, _who, _clock.GetUtcNow()) is WriteOutcome.Accepted(var position))
        {
            _hold = new LeaseHold(renewed, position, sent);
            return true;
        }

        var seen = LookAgain();
        _hold = seen ?? _hold;
        await WaitAsync(seen is null ? TimeSpan.Zero : Pause);
        return seen is not null;
    }

    /// <summary>The hold as it is now; null when it is another's. Without an answer, it is as it was.</summary>
    private LeaseHold? LookAgain()
    {
        try
        {
            var (record, position) = _lease.Look();
            return _hold.Seen(record, position);
        }
        catch (LeaseSilenceException)
        {
            // The time that was counted from the last accepted write goes on, and ends the hold.
            return _hold;
        }
    }

    private async Task WaitAsync(TimeSpan time)
    {
        try
        {
            await Task.Delay(time, _clock, _ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The run is done with it.
        }
    }
}
