using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Model.Components;
using PathToProd.Model.Units;

namespace PathToProd.Decisions.Gates;

/// <summary>What is deployed in one run.</summary>
/// <param name="Deployments">The components, each after what it requires.</param>
public sealed record DeploymentPlan(ImmutableArray<PlannedDeployment> Deployments)
{
    /// <summary>Which of them waits for which.</summary>
    public RequirementGraph Graph => RequirementGraph.OfRun(Deployments.Select(deployment => deployment.Component));
}

/// <summary>One component of a plan.</summary>
/// <param name="Component">The component, as the workspace has it.</param>
/// <param name="Causes">The requirements that are not met without it; empty for one that the user asked for.</param>
public sealed record PlannedDeployment(ComponentManifest Component, ImmutableArray<RequirementCause> Causes)
{
    /// <summary>The unit that it belongs to, when only another component of that is required; else null.</summary>
    public DeploymentUnit? With { get; init; }

    /// <summary>Whether the user asked for it, rather than a requirement.</summary>
    public bool IsAskedFor => Causes.IsEmpty && With is null;
}
