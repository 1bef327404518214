using System.Collections.Immutable;

namespace PathToProd.Facts.Pools;

/// <summary>
/// All that is decided of one pool, where all runs see it: who has leased which environment, who waits in which order, and what is known of each
/// environment. It is replaced as a whole, and only by compare and swap: so a lease of several is all or none, and no order is lost with a process.
/// </summary>
public sealed record PoolRecord
{
    /// <summary>The pool.</summary>
    public required string Pool { get; init; }

    /// <summary>The newest number that was given to a ticket or a lease. It only grows.</summary>
    public long Token { get; init; }

    /// <summary>The runs that have leases or wait for them, in the order in which they came.</summary>
    public ImmutableArray<PoolTicket> Tickets { get; init; } = [];

    /// <summary>What is known of environments, by name; one that is not here was never leased.</summary>
    public ImmutableSortedDictionary<string, MemberRecord> Members { get; init; } =
        ImmutableSortedDictionary.Create<string, MemberRecord>(StringComparer.Ordinal);

    /// <summary>What is known of an environment.</summary>
    public MemberRecord Member(string environment) => Members.GetValueOrDefault(environment) ?? MemberRecord.New;

    /// <summary>The ticket of a number; null when there is none (any more).</summary>
    public PoolTicket? Ticket(long number) => Tickets.FirstOrDefault(ticket => ticket.Number == number);

    /// <summary>The run that has leased an environment; null when it is free.</summary>
    public PoolTicket? HolderOf(string environment) =>
        Tickets.FirstOrDefault(ticket => ticket.Leases.Any(lease => lease.Environment == environment));

    /// <summary>The runs that wait, first come first.</summary>
    public IEnumerable<PoolTicket> Waiting => Tickets.Where(ticket => ticket.IsWaiting);

    /// <summary>The same record with a ticket as it is now.</summary>
    public PoolRecord With(PoolTicket ticket) =>
        this with
        {
            Tickets = [.. Tickets.Where(one => one.Number != ticket.Number).Append(ticket).OrderBy(one => one.Number)],
        };
}
