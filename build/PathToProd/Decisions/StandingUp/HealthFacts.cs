using System.Collections.Immutable;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.StandingUp;

/// <summary>What is known of a platform that was stood up.</summary>
public sealed record HealthFacts
{
    /// <summary>What the ledger says now.</summary>
    public required LedgerState Ledger { get; init; }

    /// <summary>The artifact that each component of the run should have there, by name.</summary>
    public required ImmutableSortedDictionary<string, Digest?> Expected { get; init; }

    /// <summary>The components of which this machine's disk says that what was deployed is gone.</summary>
    public ImmutableHashSet<string> Gone { get; init; } = [];

    /// <summary>The namespaces of the platform.</summary>
    public ImmutableHashSet<string> Namespaces { get; init; } = [];

    /// <summary>What a look at the cluster found, in all namespaces; null when the environment is none.</summary>
    public ImmutableArray<FoundObject>? Cluster { get; init; }

    /// <summary>Why the cluster did not answer; null when it did, or there is none.</summary>
    public string? Silence { get; init; }
}
