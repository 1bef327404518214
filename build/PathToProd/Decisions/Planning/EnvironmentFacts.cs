using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Units;

namespace PathToProd.Decisions.Planning;

/// <summary>What is known of an environment before a run starts.</summary>
public sealed record EnvironmentFacts
{
    /// <summary>What its ledger says; null when it was not read, as for a check of what could be deployed later.</summary>
    public LedgerState? Ledger { get; init; }

    /// <summary>What could be deployed, by name.</summary>
    public required IReadOnlyDictionary<string, ComponentManifest> Workspace { get; init; }

    /// <summary>Components that the ledger says are there but a look showed are gone.</summary>
    public ImmutableHashSet<string> Gone { get; init; } = [];

    /// <summary>What is deployed as one there. Default: each component by itself.</summary>
    public DeploymentUnits Units { get; init; } = DeploymentUnits.Decoupled;

    /// <summary>What else is there or may be there, with what it requires; needed by Destroy alone.</summary>
    public ImmutableArray<Dependent> Dependents { get; init; } = [];
}
