using System.Collections.Immutable;
using PathToProd.Facts.Sources;
using PathToProd.Model.ToolPins;
using PathToProd.Versions;

namespace PathToProd.Decisions.Planning;

/// <summary>What makes up a component's digest, and what would run for it and why.</summary>
public sealed record ComponentExplanation
{
    /// <summary>The component.</summary>
    public required string Component { get; init; }

    /// <summary>Its version here.</summary>
    public required SemVersion Version { get; init; }

    /// <summary>Everything its digest is made from.</summary>
    public required InputDigests Inputs { get; init; }

    /// <summary>What is pinned of the tools that its stages start, and who says so. Default: it starts none.</summary>
    public ImmutableArray<ExplainedPin> Tools { get; init; } = [];

    /// <summary>The stages before a deployment.</summary>
    public required ImmutableArray<PlannedStage> Stages { get; init; }

    /// <summary>The deployment to each environment that was asked about.</summary>
    public required ImmutableArray<DeploymentExplanation> Deployments { get; init; }
}
