using System.Collections.Immutable;
using PathToProd.Facts.Pools;

namespace PathToProd.Decisions.Pools;

/// <summary>What a run that wants environments of a pool does next.</summary>
public abstract record PoolDecision
{
    private PoolDecision() { }

    /// <summary>Writes a record, if what was seen is still there.</summary>
    /// <param name="Next">The record. Once it is accepted, the run holds the ticket that it has in it, and its leases.</param>
    /// <param name="Reaped">The tickets of runs that gave no sign of life, and are taken away by it.</param>
    public sealed record Write(PoolRecord Next, ImmutableArray<PoolTicket> Reaped) : PoolDecision;

    /// <summary>The run has its environments.</summary>
    /// <param name="Ticket">Its ticket.</param>
    public sealed record Granted(PoolTicket Ticket) : PoolDecision;

    /// <summary>Looks again: at the latest at this time, and the sooner a release is seen the better.</summary>
    /// <param name="Until">On the run's monotonic clock.</param>
    /// <param name="Place">Its place in the queue, from 1; 0 for a run that names its environment, which has none.</param>
    public sealed record Wait(TimeSpan Until, int Place) : PoolDecision;

    /// <summary>Gives up.</summary>
    /// <param name="Cause">Why.</param>
    public sealed record Refused(PoolRefusal Cause) : PoolDecision;
}

/// <summary>Why a run gets no environment of a pool.</summary>
public abstract record PoolRefusal
{
    private PoolRefusal() { }

    /// <summary>Too few are left that are not quarantined, so waiting would not help.</summary>
    /// <param name="Quarantined">Those that are, with what is known of them.</param>
    public sealed record TooFewLeft(ImmutableSortedDictionary<string, MemberRecord> Quarantined) : PoolRefusal;

    /// <summary>It waited as long as it may.</summary>
    /// <param name="Record">What it saw last.</param>
    /// <param name="Place">Its place in the queue, from 1.</param>
    public sealed record TimeIsUp(PoolRecord Record, int Place) : PoolRefusal;

    /// <summary>It was counted as gone, and its place given to others.</summary>
    public sealed record LostItsPlace : PoolRefusal;

    /// <summary>The environment that it names is leased, or others wait for it.</summary>
    /// <param name="Holder">The run that has leased it; else the first that waits.</param>
    public sealed record IsLeased(PoolTicket Holder) : PoolRefusal;
}
