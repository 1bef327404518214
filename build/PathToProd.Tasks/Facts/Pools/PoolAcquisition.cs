using PathToProd.Decisions.Leases;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Pools;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Pools;

/// <summary>Leases environments of a pool: looks, has it decided what follows, and does that.</summary>
/// <param name="register">The pool's record.</param>
/// <param name="request">What the run wants.</param>
public sealed class PoolAcquisition(PoolRegister register, PoolRequest request)
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock = register.Clock;
    private readonly long _start = register.Clock.GetTimestamp();

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Leases them, waiting in the queue.</summary>
    /// <param name="say">Called with a line for the user: when the run has to wait, when its place changes, when another is counted as gone.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PlatformException">It gets none (exit code 3), or the pool's record cannot be written (1). Nothing was touched.</exception>
    public async Task<HeldEnvironments> TakeAsync(Action<string> say, CancellationToken cancellation)
    {
        var (firstLook, seen, lastAnswer, place) = ((TimeSpan?)null, (PoolObservation?)null, Now, -1);
        HeldTicket? mine = null;
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (mine?.Held.Lost.IsCancellationRequested == true)
                {
                    throw Refused(new PoolRefusal.LostItsPlace());
                }

                try
                {
                    var (record, position) = register.Look();
                    lastAnswer = Now;
                    seen = PoolObservation.After(seen, record, position, Now);
                }
                catch (LeaseSilenceException exception)
                {
                    await AgainAsync(exception, lastAnswer, cancellation);
                    continue;
                }

                firstLook ??= Now;
                switch (PoolDecisions.Of(request, mine?.Lease.Number, firstLook.Value, seen, Now, _clock.GetUtcNow()))
                {
                    case PoolDecision.Granted granted:
                        return new HeldEnvironments(request.Pool, granted.Ticket, mine!.Held, mine.Lease);
                    case PoolDecision.Wait wait:
                        if (place != wait.Place)
                        {
                            say(Waiting(seen.Record!, place = wait.Place));
                        }

                        var left = wait.Until - Now;
                        await PauseAsync(left < register.Store.Pause ? left : register.Store.Pause, cancellation);
                        break;
                    case PoolDecision.Refused refused:
                        throw Refused(refused.Cause);
                    case PoolDecision.Write write:
                        var sent = Now;
                        if (await AcceptedAsync(write, seen.Position, cancellation))
                        {
                            mine ??= Hold(write.Next, sent);
                            write.Reaped.ToList().ForEach(gone => say(Gone(gone)));
                        }

                        break;
                }
            }
        }
        catch
        {
            // It gives its place back.
            mine?.Held.Dispose();
            throw;
        }
    }

    /// <summary>Writes a record. Where no answer comes, the next look says whether it arrived, and gives up when none comes for long.</summary>
    private async Task<bool> AcceptedAsync(PoolDecision.Write write, string? position, CancellationToken cancellation)
    {
        switch (register.Write(position, write.Next, Message(write.Next), request.Holder.Who))
        {
            case WriteOutcome.Accepted:
                return true;
            case WriteOutcome.Declined(var why):
                throw register.Cannot("write", why);
            case WriteOutcome.NoAnswer:
                await PauseAsync(register.Store.Pause, cancellation);
                return false;
            default:
                return false;
        }
    }

    /// <summary>The ticket that an accepted record has of this run; it is renewed from now on.</summary>
    private HeldTicket? Hold(PoolRecord record, TimeSpan sent)
    {
        if (Mine(record) is not { } ticket)
        {
            return null;
        }

        var lease = new TicketLease(register, ticket.Number, request.QuarantineAfter);
        var hold = new LeaseHold(ticket.AsLease(lease.Key), TicketLease.Position(ticket.Renewals), sent);
        return new HeldTicket(lease, new HeldLease(lease, hold, _clock, _start));
    }

    private PoolTicket? Mine(PoolRecord record) =>
        record.Tickets.FirstOrDefault(ticket => ticket.Holder == request.Holder);

    private string Message(PoolRecord next) =>
        Mine(next) is { IsWaiting: false } ticket
            ? $"{Prose.List([.. ticket.Leases.Select(lease => lease.Environment)])} leased by {ticket.Holder}"
            : $"{request.Holder.Run} waits";

    private string Waiting(PoolRecord record, int place)
    {
        var holders = request
            .Members.Select(name => (Name: name, Ticket: record.HolderOf(name)))
            .Where(one => one.Ticket is not null)
            .Select(one => $"{one.Name} is leased by run {one.Ticket!.Holder.Run} ({one.Ticket.Holder.Who})");
        var what = request.IsByName
            ? $"waiting for {request.Members[0]}"
            : $"waiting for the pool {request.Pool}, number {place} in the queue";
        return holders.Any() ? $"{what}: {Prose.List([.. holders])}" : what;
    }

    private static string Gone(PoolTicket gone) =>
        $"run {gone.Holder.Run} ({gone.Holder.Who}) gave no sign of life for {Duration.Text(gone.Duration)} and counts as gone"
        + (
            gone.IsWaiting
                ? ""
                : $"; what it left in {Prose.List([.. gone.Leases.Select(lease => lease.Environment)])} is unknown"
        );

    private PlatformException Refused(PoolRefusal cause) =>
        new(
            cause is PoolRefusal.LostItsPlace ? ExitCode.Failed : ExitCode.Refused,
            PoolRefusalWriter.Text(request, cause)
        );

    private Task AgainAsync(LeaseSilenceException exception, TimeSpan lastAnswer, CancellationToken cancellation) =>
        exception.IsFinal || Now - lastAnswer > AnswerPatience
            ? throw register.Cannot("read", exception.Message)
            : PauseAsync(register.Store.Pause, cancellation);

    private Task PauseAsync(TimeSpan time, CancellationToken cancellation) =>
        Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, _clock, cancellation);

    private sealed record HeldTicket(TicketLease Lease, HeldLease Held);
}
