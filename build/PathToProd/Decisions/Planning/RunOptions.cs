using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Plans;

namespace PathToProd.Decisions.Planning;

/// <summary>What was asked of a run beyond its target, components and environment.</summary>
public sealed record RunOptions
{
    /// <summary>True runs stages although nothing changed.</summary>
    public bool Force { get; init; }

    /// <summary>True deploys what is required and missing, whatever the environment says.</summary>
    public bool WithDependencies { get; init; }

    /// <summary>True waits for other runs that are deploying the same component or what it requires, instead of being refused.</summary>
    public bool Waits { get; init; }

    /// <summary>The saved plan that is applied, and nothing else; null for what the checkout says.</summary>
    public EnvironmentPlan? Plan { get; init; }

    /// <summary>True rewrites the snapshots of rendered documents instead of comparing with them.</summary>
    public bool UpdateSnapshots { get; init; }

    /// <summary>How many components run at once; null for what the platform says.</summary>
    public int? Parallel { get; init; }

    /// <summary>What the failure of one component means for the others.</summary>
    public FailurePolicy OnFailure { get; init; }

    /// <summary>True runs components in any order, each whatever became of what it requires.</summary>
    public bool KeepsGoing { get; init; }

    /// <summary>True runs only the named target, without the tasks that it depends on.</summary>
    public bool Exclusive { get; init; }
}
