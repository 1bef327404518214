using System.Collections.Immutable;
using PathToProd.Facts.Pools;

namespace PathToProd.Decisions.Pools;

/// <summary>
/// Decides what a run that wants environments of a pool does, from what it saw: first come first served, all or none. Only the first that waits
/// may take. A run that gave no sign of life for its ticket's whole duration, on the observer's own clock, is taken off, and what it had is unknown.
/// </summary>
public static class PoolDecisions
{
    /// <summary>Decides.</summary>
    /// <param name="request">What the run wants.</param>
    /// <param name="ticket">The number of its ticket, once a write with it was accepted; null before.</param>
    /// <param name="firstLook">When it had its first answer, on its monotonic clock.</param>
    /// <param name="seen">What it saw.</param>
    /// <param name="now">Its monotonic clock, now.</param>
    /// <param name="at">Its wall clock, for what people read. Nothing is decided by it.</param>
    public static PoolDecision Of(
        PoolRequest request,
        long? ticket,
        TimeSpan firstLook,
        PoolObservation seen,
        TimeSpan now,
        DateTimeOffset at
    )
    {
        var found = seen.Record ?? new PoolRecord { Pool = request.Pool };
        var mine = found.Tickets.FirstOrDefault(one => one.Holder == request.Holder);
        if (ticket is not null && mine?.Number != ticket)
        {
            return new PoolDecision.Refused(new PoolRefusal.LostItsPlace());
        }

        if (mine is not null && ticket is null)
        {
            // A write arrived whose answer was lost. Only one that is accepted makes a holder.
            return new PoolDecision.Write(found.With(mine with { Renewals = mine.Renewals + 1 }), []);
        }

        if (mine is { IsWaiting: false })
        {
            return new PoolDecision.Granted(mine);
        }

        var (record, reaped) = Reap(found, seen, mine?.Number, request.QuarantineAfter, now, at);
        var end = request.Patience > TimeSpan.MaxValue - firstLook ? TimeSpan.MaxValue : firstLook + request.Patience;
        return request.IsByName
            ? ByName(request, record, reaped, end, seen, now, at)
            : Queued(request, record, reaped, mine, end, seen, now, at);
    }

    /// <summary>
    /// The record once a run renewed its ticket. A run that has an environment looks at the record for that in any case, so it watches the others as those
    /// that wait do.
    /// </summary>
    /// <param name="seen">What it saw, over its renewals; its own ticket is in the record.</param>
    /// <param name="ticket">Its ticket.</param>
    /// <param name="renewals">How often it renewed that, with this time.</param>
    /// <param name="quarantineAfter">After how many failures in a row an environment is quarantined.</param>
    /// <param name="now">Its monotonic clock, now.</param>
    /// <param name="at">When, for people.</param>
    public static PoolRecord Renewed(
        PoolObservation seen,
        PoolTicket ticket,
        long renewals,
        int quarantineAfter,
        TimeSpan now,
        DateTimeOffset at
    ) =>
        Reap(seen.Record!, seen, ticket.Number, quarantineAfter, now, at)
            .Record.With(ticket with { Renewals = renewals, RenewedAt = at });

    /// <summary>The record once a run gave back what it had.</summary>
    /// <param name="record">The record.</param>
    /// <param name="ticket">The number of its ticket.</param>
    /// <param name="ends">How it left each environment; one that is not here it did not use.</param>
    /// <param name="quarantineAfter">After how many failures in a row an environment is quarantined.</param>
    /// <param name="at">When, for people.</param>
    public static PoolRecord Released(
        PoolRecord record,
        long ticket,
        IReadOnlyDictionary<string, MemberEnd> ends,
        int quarantineAfter,
        DateTimeOffset at
    )
    {
        var leases = record.Ticket(ticket)?.Leases ?? [];
        return record with
        {
            Tickets = record.Tickets.RemoveAll(one => one.Number == ticket),
            Members = record.Members.SetItems(
                leases.Select(lease =>
                    KeyValuePair.Create(
                        lease.Environment,
                        MemberDecisions.After(
                            record.Member(lease.Environment),
                            ends.TryGetValue(lease.Environment, out var end) ? end : new MemberEnd.Untouched(),
                            quarantineAfter,
                            at
                        )
                    )
                )
            ),
        };
    }

    /// <summary>A run that names its environment has no place in the queue: it waits until that one is free and nobody waits who could have it.</summary>
    private static PoolDecision ByName(
        PoolRequest request,
        PoolRecord record,
        ImmutableArray<PoolTicket> reaped,
        TimeSpan end,
        PoolObservation seen,
        TimeSpan now,
        DateTimeOffset at
    )
    {
        var name = request.Members[0];
        var isQuarantined = record.Member(name).Condition == MemberCondition.Quarantined;
        var other = record.HolderOf(name) ?? (isQuarantined ? null : record.Waiting.FirstOrDefault());
        if (other is null)
        {
            return new PoolDecision.Write(Take(request, record, mine: null, request.Members, at), reaped);
        }

        if (!reaped.IsEmpty)
        {
            return new PoolDecision.Write(record, reaped);
        }

        return now >= end
            ? new PoolDecision.Refused(new PoolRefusal.IsLeased(other))
            : new PoolDecision.Wait(record.Tickets.Select(seen.Expires).Append(end).Min(), Place: 0);
    }

    private static PoolDecision Queued(
        PoolRequest request,
        PoolRecord record,
        ImmutableArray<PoolTicket> reaped,
        PoolTicket? mine,
        TimeSpan end,
        PoolObservation seen,
        TimeSpan now,
        DateTimeOffset at
    )
    {
        var quarantined = request.Members.Where(name => record.Member(name).Condition == MemberCondition.Quarantined);
        var usable = request.Members.Except(quarantined, StringComparer.Ordinal).ToImmutableArray();
        if (usable.Length < request.Wants && !reaped.IsEmpty)
        {
            // What makes them too few is written down before it is said.
            return new PoolDecision.Write(record, reaped);
        }

        if (usable.Length < request.Wants)
        {
            return new PoolDecision.Refused(
                new PoolRefusal.TooFewLeft(
                    quarantined.ToImmutableSortedDictionary(name => name, record.Member, StringComparer.Ordinal)
                )
            );
        }

        var ahead = record.Waiting.Count(one => mine is null || one.Number < mine.Number);
        var free = usable.RemoveAll(name => record.HolderOf(name) is not null);
        if (ahead == 0 && free.Length >= request.Wants)
        {
            return new PoolDecision.Write(Take(request, record, mine, Chosen(request, record, free), at), reaped);
        }

        if (!reaped.IsEmpty)
        {
            return new PoolDecision.Write(record, reaped);
        }

        if (now >= end)
        {
            return new PoolDecision.Refused(new PoolRefusal.TimeIsUp(record, ahead + 1));
        }

        if (mine is null)
        {
            return new PoolDecision.Write(Came(request, record), reaped);
        }

        var next = record.Tickets.Where(one => one.Number != mine.Number).Select(seen.Expires).Append(end).Min();
        return new PoolDecision.Wait(next, ahead + 1);
    }

    /// <summary>The best of the free environments: what is known comes before what has to be compared first.</summary>
    private static ImmutableArray<string> Chosen(PoolRequest request, PoolRecord record, ImmutableArray<string> free) =>
        [
            .. request
                .Order(record, free)
                .OrderBy(name => record.Member(name).Condition == MemberCondition.Known ? 0 : 1)
                .Take(request.Wants)
                .Order(StringComparer.Ordinal),
        ];

    private static PoolRecord Came(PoolRequest request, PoolRecord record) =>
        (record with { Token = record.Token + 1 }).With(New(request, record.Token + 1));

    private static PoolRecord Take(
        PoolRequest request,
        PoolRecord record,
        PoolTicket? mine,
        ImmutableArray<string> chosen,
        DateTimeOffset at
    )
    {
        var came = mine is null ? Came(request, record) : record;
        var ticket = mine ?? came.Ticket(came.Token)!;
        return (came with { Token = came.Token + chosen.Length }).With(
            ticket with
            {
                Leases =
                [
                    .. chosen.Select(
                        (name, place) =>
                            new EnvironmentLease(name, came.Token + 1 + place, at, request.Known(record, name))
                    ),
                ],
            }
        );
    }

    private static PoolTicket New(PoolRequest request, long number) =>
        new()
        {
            Number = number,
            Holder = request.Holder,
            What = request.What,
            Wants = request.Wants,
            Duration = request.Duration,
        };

    private static (PoolRecord Record, ImmutableArray<PoolTicket> Reaped) Reap(
        PoolRecord record,
        PoolObservation seen,
        long? mine,
        int quarantineAfter,
        TimeSpan now,
        DateTimeOffset at
    )
    {
        var gone = record.Tickets.Where(one => one.Number != mine && now >= seen.Expires(one)).ToImmutableArray();
        foreach (var ticket in gone)
        {
            record = record with
            {
                Tickets = record.Tickets.Remove(ticket),
                Members = record.Members.SetItems(
                    ticket.Leases.Select(lease =>
                        KeyValuePair.Create(
                            lease.Environment,
                            MemberDecisions.Reaped(record.Member(lease.Environment), ticket, quarantineAfter, at)
                        )
                    )
                ),
            };
        }

        return (record, gone);
    }
}
