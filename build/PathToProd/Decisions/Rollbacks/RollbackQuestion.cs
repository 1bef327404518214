using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Units;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>What is asked: what goes back, and to what?</summary>
public sealed record RollbackQuestion
{
    /// <summary>What goes back.</summary>
    public required RollbackScope Scope { get; init; }

    /// <summary>All attempts in the environment.</summary>
    public required DeploymentHistory History { get; init; }

    /// <summary>What the environment deploys as one.</summary>
    public required DeploymentUnits Units { get; init; }

    /// <summary>What a version asks of others; null when no store has its artifact.</summary>
    public required Func<SetMember, ComponentRelations?> RelationsOf { get; init; }

    /// <summary>The pinned version sets, the newest first.</summary>
    public required ImmutableArray<VersionSet> Pinned { get; init; }

    /// <summary>What the evidence says now.</summary>
    public required LatestVerdicts Verdicts { get; init; }

    /// <summary>The file of the evidence, as people know it.</summary>
    public required string EvidenceFile { get; init; }

    /// <summary>The current time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>True goes back although the step was not tested, or an attempt was interrupted. Default: false.</summary>
    public bool Force { get; init; }

    /// <summary>Why, in the user's words; null for what the ledger says.</summary>
    public string? Note { get; init; }

    /// <summary>What an earlier run went back to, which this one goes on with; null for a new one.</summary>
    public RollbackAsked? Resumed { get; init; }

    /// <summary>The components of that run.</summary>
    public ImmutableArray<string> ResumedComponents { get; init; } = [];
}
