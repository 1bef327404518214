using System.Collections.Immutable;
using PathToProd.Decisions.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;

namespace PathToProd.Decisions.TearingDown;

/// <summary>What is known at the end of a removal.</summary>
public sealed record RemainderFacts
{
    /// <summary>What the ledger says now.</summary>
    public required LedgerState Ledger { get; init; }

    /// <summary>What a look at the cluster found, while there was one.</summary>
    public ImmutableArray<Remainder> InCluster { get; init; } = [];

    /// <summary>Why it is not known what is left in the cluster; null when it is, or there is none.</summary>
    public string? Unknown { get; init; }

    /// <summary>What is there of components that the ledger does not have.</summary>
    public ImmutableArray<DriftFinding> NotDeployed { get; init; } = [];
}
