using System.Collections.Immutable;
using PathToProd.Facts.Plans;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>What a deployment would change, as far as it can be known.</summary>
/// <param name="Text">For people; empty when nothing would change.</param>
public sealed record DeploymentPreview(string Text)
{
    /// <summary>What would change. Without it, Deploy has nothing to compare a saved plan with but artifact and values.</summary>
    public ImmutableArray<PlannedChange> Changes { get; init; } = [];

    /// <summary>The outputs that would change.</summary>
    public ImmutableArray<PlannedOutput> Outputs { get; init; } = [];

    /// <summary>What cannot be known, and why.</summary>
    public ImmutableArray<PlanUnknown> Unknown { get; init; } = [];

    /// <summary>What identifies the state that it was made over, beside what the ledger says; null when there is no other.</summary>
    public string? State { get; init; }
}
