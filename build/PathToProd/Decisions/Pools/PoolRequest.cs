using System.Collections.Immutable;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;

namespace PathToProd.Decisions.Pools;

/// <summary>A run that wants environments of a pool.</summary>
public sealed record PoolRequest
{
    /// <summary>The pool.</summary>
    public required string Pool { get; init; }

    /// <summary>The environments that it may get.</summary>
    public required ImmutableArray<string> Members { get; init; }

    /// <summary>How many it wants: all or none. Default: 1.</summary>
    public int Wants { get; init; } = 1;

    /// <summary>The run.</summary>
    public required LeaseHolder Holder { get; init; }

    /// <summary>What it does there, as people read it.</summary>
    public required string What { get; init; }

    /// <summary>How long others wait for a sign of life.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long it waits at most, from its first look on.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>After how many failures in a row an environment is quarantined. Default: 3.</summary>
    public int QuarantineAfter { get; init; } = 3;

    /// <summary>True for a run that names its environment: it has no place in the queue, and may work in one that is quarantined. Default: false.</summary>
    public bool IsByName { get; init; }

    /// <summary>The set in each environment of which the pool's record says nothing yet. Default: not known of any.</summary>
    public ImmutableDictionary<string, SetThere> Sets { get; init; } = ImmutableDictionary<string, SetThere>.Empty;

    /// <summary>What is known of an environment.</summary>
    public MemberRecord Known(PoolRecord record, string environment) =>
        record.Members.TryGetValue(environment, out var member)
            ? member
            : MemberRecord.New with
            {
                Set = Sets.GetValueOrDefault(environment),
            };

    /// <summary>Orders the environments that are free, the best first, by what the record says is there. Default: by their names.</summary>
    public Func<PoolRecord, ImmutableArray<string>, ImmutableArray<string>> Order { get; init; } =
        (_, free) => free.Sort(StringComparer.Ordinal);
}
