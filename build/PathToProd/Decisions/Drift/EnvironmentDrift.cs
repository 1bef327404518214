using System.Collections.Immutable;
using PathToProd.Facts.Drift;
using PathToProd.Text;

namespace PathToProd.Decisions.Drift;

/// <summary>Whether what is in an environment is what was deployed to it.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Components">Each component that was asked about or that the ledger has, by name.</param>
public sealed record EnvironmentDrift(string Environment, DateTimeOffset At, ImmutableArray<ComponentDrift> Components)
{
    /// <summary>What is there of components that the ledger does not have there.</summary>
    public ImmutableArray<DriftFinding> NotDeployed { get; init; } = [];

    /// <summary>Why it is not known what else is there; null when it is known.</summary>
    public string? NotDeployedUnknown { get; init; }

    /// <summary>Whether anything drifted.</summary>
    public bool HasDrift => !NotDeployed.IsEmpty || Count(DriftVerdict.Drifted) > 0;

    /// <summary>Whether something is not known.</summary>
    public bool HasUnknown => NotDeployedUnknown is not null || Count(DriftVerdict.Unknown) > 0;

    /// <summary>How the call ends.</summary>
    /// <param name="failOnDrift">Whether drift is a failure; what is not known is one then too.</param>
    public ExitCode ExitCode(bool failOnDrift) =>
        failOnDrift && (HasDrift || HasUnknown) ? Text.ExitCode.Failed : Text.ExitCode.Done;

    /// <summary>How many components have a verdict.</summary>
    public int Count(DriftVerdict verdict) => Components.Count(component => component.Verdict == verdict);
}
