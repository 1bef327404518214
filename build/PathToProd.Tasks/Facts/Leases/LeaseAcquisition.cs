using PathToProd.Decisions.Leases;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Leases;

/// <summary>Takes a lease: looks, has it decided what follows, and does that.</summary>
/// <param name="lease">The lease.</param>
/// <param name="request">What the run wants.</param>
/// <param name="clock">The clock.</param>
internal sealed class LeaseAcquisition(ILease lease, LeaseRequest request, TimeProvider clock)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);

    private readonly long _start = clock.GetTimestamp();

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>Takes it, waiting for its holder.</summary>
    /// <param name="waiting">Called once, with a line for the user, when another run has it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PlatformException">Another run keeps it (exit code 3), or it cannot be written (1). Nothing was touched.</exception>
    public async Task<HeldLease> TakeAsync(Action<string>? waiting, CancellationToken cancellation)
    {
        var (firstLook, seen, lastAnswer) = ((TimeSpan?)null, (LeaseObservation?)null, Now);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var (record, position) = lease.Look();
                lastAnswer = Now;
                seen = LeaseObservation.After(seen, record, position, Now);
            }
            catch (LeaseSilenceException exception)
            {
                if (exception.IsFinal)
                {
                    throw Cannot(exception.Message);
                }

                await AgainAsync(exception.Message, lastAnswer, cancellation);
                continue;
            }

            switch (LeaseDecisions.Of(request, firstLook ??= Now, seen, Now))
            {
                case LeaseDecision.Write decided:
                    var sent = Now;
                    switch (lease.Write(seen.Position, decided.Next, request.Holder.Who, clock.GetUtcNow()))
                    {
                        case WriteOutcome.Accepted(var position):
                            var hold = new LeaseHold(decided.Next, position, sent);
                            return new HeldLease(lease, hold, clock, _start);
                        case WriteOutcome.Declined(var why):
                            throw Cannot($"{lease.Keeper} declined it: {why}");
                        case WriteOutcome.NoAnswer(var why):
                            await AgainAsync(why, lastAnswer, cancellation);
                            break;
                    }

                    break;
                case LeaseDecision.Wait wait:
                    waiting?.Invoke($"waiting for {lease.What}: held by {wait.Holder}");
                    waiting = null;
                    var left = wait.Until - Now;
                    await PauseAsync(left < LongestPause ? left : LongestPause, cancellation);
                    break;
                case LeaseDecision.Refused refused:
                    throw PlatformException.Refused(
                        LeaseRefusalWriter.Text(lease.What, refused, request.Patience, clock.GetUtcNow())
                    );
            }
        }
    }

    private Task AgainAsync(string why, TimeSpan lastAnswer, CancellationToken cancellation) =>
        Now - lastAnswer > AnswerPatience ? throw Cannot(why) : PauseAsync(LongestPause, cancellation);

    private Task PauseAsync(TimeSpan time, CancellationToken cancellation) =>
        Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, clock, cancellation);

    private PlatformException Cannot(string why) =>
        new(ExitCode.Failed, $"Could not take the lock of {lease.What}: {why}. Nothing was touched. {lease.Advice}");
}
