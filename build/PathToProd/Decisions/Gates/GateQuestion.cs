using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;

namespace PathToProd.Decisions.Gates;

/// <summary>What the requirement gate is asked: may these components be deployed to this environment now?</summary>
public sealed record GateQuestion
{
    /// <summary>What the user asked for. Requirements among these are met by the run itself.</summary>
    public required ImmutableArray<ComponentManifest> Asked { get; init; }

    /// <summary>The environment.</summary>
    public required EnvironmentManifest Environment { get; init; }

    /// <summary>What its ledger says now.</summary>
    public required LedgerState Ledger { get; init; }

    /// <summary>What could be deployed, by name.</summary>
    public required IReadOnlyDictionary<string, ComponentManifest> Workspace { get; init; }

    /// <summary>Components that the ledger says are there but a look showed are gone. Default: none.</summary>
    public ImmutableHashSet<string> Gone { get; init; } = [];

    /// <summary>What is deployed as one there. Default: each component by itself.</summary>
    public DeploymentUnits Units { get; init; } = DeploymentUnits.Decoupled;

    /// <summary>Whether the user said <c>--with-dependencies</c>. Default: what the environment says.</summary>
    public bool WithDependencies { get; init; }

    /// <summary>Whether what is missing is deployed first.</summary>
    public bool DeploysMissing => WithDependencies || Environment.MissingDependencies == MissingDependencies.Deploy;
}
