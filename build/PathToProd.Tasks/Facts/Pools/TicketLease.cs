using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using PathToProd.Decisions.Leases;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;
using PathToProd.Tasks.Facts.Leases;

namespace PathToProd.Tasks.Facts.Pools;

/// <summary>
/// A run's ticket, seen as the record of a lease of its own: so it is held, renewed and lost as every lease is. What other runs change in the pool's
/// record meanwhile does not count as a change of it. Its holder watches the other tickets with each renewal.
/// </summary>
/// <param name="register">The pool's record.</param>
/// <param name="number">The ticket's number.</param>
/// <param name="quarantineAfter">After how many failures in a row an environment is quarantined.</param>
internal sealed class TicketLease(PoolRegister register, long number, int quarantineAfter) : ILease
{
    // Others write too, each only an instant. What does not get through by then is asked for again by the caller.
    private const int Tries = 30;
    private const int LongestPause = 50;

    private readonly long _start = register.Clock.GetTimestamp();
    private PoolObservation? _seen;

    /// <summary>The ticket's number.</summary>
    public long Number => number;

    public string Key => $"{register.Pool}/{number.ToString(CultureInfo.InvariantCulture)}";

    public string What => $"its environment of the pool {register.Pool}";

    public string Keeper => register.Store.Place;

    public string Advice => register.Store.Advice;

    /// <summary>How the run leaves its environments; one that is not here it did not use.</summary>
    public ConcurrentDictionary<string, MemberEnd> Ends { get; } = new(StringComparer.Ordinal);

    public (LeaseRecord? Record, string? Position) Look() =>
        register.Look().Record?.Ticket(number) is { } ticket
            ? (ticket.AsLease(Key), Position(ticket.Renewals))
            : (null, null);

    public WriteOutcome Write(string? position, LeaseRecord next, string who, DateTimeOffset now)
    {
        try
        {
            for (var tries = 0; tries < Tries; tries++)
            {
                var (record, at) = register.Look();
                if (record?.Ticket(number) is not { } ticket || Position(ticket.Renewals) != position)
                {
                    return new WriteOutcome.Moved();
                }

                var outcome = next.Holder is null
                    ? register.Write(
                        at,
                        PoolDecisions.Released(record, number, Ends, quarantineAfter, now),
                        $"{ticket.Holder.Run} is done",
                        who
                    )
                    : register.Write(
                        at,
                        PoolDecisions.Renewed(Seen(record, at), ticket, next.Renewals, quarantineAfter, Now, now),
                        $"{ticket.Holder.Run} is alive",
                        who
                    );
                switch (outcome)
                {
                    case WriteOutcome.Accepted:
                        return new WriteOutcome.Accepted(Position(next.Renewals));
                    case WriteOutcome.Moved:
                        Thread.Sleep(RandomNumberGenerator.GetInt32(LongestPause));
                        break;
                    default:
                        return outcome;
                }
            }

            return new WriteOutcome.NoAnswer("others wrote first each time");
        }
        catch (LeaseSilenceException exception)
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
    }

    private TimeSpan Now => register.Clock.GetElapsedTime(_start);

    // Only the renewal calls this, one at a time.
    private PoolObservation Seen(PoolRecord record, string? at) =>
        _seen = PoolObservation.After(_seen, record, at, Now);

    /// <summary>Where a ticket stands that was renewed so often.</summary>
    public static string Position(long renewals) => renewals.ToString(CultureInfo.InvariantCulture);
}
