using System.Collections.Immutable;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Pools;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Pools;

/// <summary>Environments of a pool that this run has leased, and renews until it is disposed, which gives them back.</summary>
public sealed class HeldEnvironments : IDisposable
{
    private readonly HeldLease _held;
    private readonly TicketLease _lease;

    internal HeldEnvironments(string pool, PoolTicket ticket, HeldLease held, TicketLease lease) =>
        (Pool, Ticket, _held, _lease) = (pool, ticket, held, lease);

    /// <summary>The pool.</summary>
    public string Pool { get; }

    /// <summary>The run's ticket.</summary>
    public PoolTicket Ticket { get; }

    /// <summary>What it has, in the order of names.</summary>
    public ImmutableArray<EnvironmentLease> Leases => Ticket.Leases;

    /// <summary>Cancelled when the lease is lost: what the run does there must stop.</summary>
    public CancellationToken Lost => _held.Lost;

    /// <summary>Whether it is still held, by the clock: asked before each write, as <see cref="Lost"/> may come late on a machine that stood still.</summary>
    public bool IsHeld => _held.IsHeld;

    /// <summary>What to say then.</summary>
    public string LostText =>
        $"This run lost its lease of {Prose.List([.. Leases.Select(lease => lease.Environment)])} in the pool {Pool}: it could not renew it in time, or "
        + "another run counted it as gone. What it was doing was ended, and what is there is compared with the ledger before the next run uses it. "
        + "Look at --target=Leases, then run the same command again.";

    /// <summary>What every write into an environment has to pass.</summary>
    public EnvironmentFence Fence(EnvironmentLease lease) =>
        new(lease.Environment, lease.Token, () => IsHeld, LostText);

    /// <summary>Says how the run leaves an environment. The last word counts.</summary>
    public void Leave(string environment, MemberEnd end) => _lease.Ends[environment] = end;

    /// <summary>Gives all back. What cannot be given back expires.</summary>
    public void Dispose() => _held.Dispose();
}
