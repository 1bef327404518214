using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Sources;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>What is known of the deployment of a component: before a run, and again when Deploy's turn comes.</summary>
public sealed record DeploymentFacts
{
    /// <summary>What the ledger says about the component.</summary>
    public required ComponentState State { get; init; }

    /// <summary>The digest of the artifact that would be deployed; null when that is not known yet, or there is none.</summary>
    public Digest? Artifact { get; init; }

    /// <summary>Why <see cref="Artifact"/> is null: a clause.</summary>
    public string NoArtifact { get; init; } = "";

    /// <summary>False when the environment does not want the component at all.</summary>
    public bool IsPossible { get; init; } = true;

    /// <summary>The digest of the values that it would be deployed with.</summary>
    public required Digest Values { get; init; }

    /// <summary>What a look at the target says about what the ledger says is there.</summary>
    public required StillThere StillThere { get; init; }

    /// <summary>The files of the artifact and the values that differ from what was deployed last; empty when not looked up.</summary>
    public ImmutableArray<InputChange> Changes { get; init; } = [];
}
