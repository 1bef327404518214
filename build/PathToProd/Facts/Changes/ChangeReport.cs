using System.Collections.Immutable;

namespace PathToProd.Facts.Changes;

/// <summary>What was found out about a change, for those who review it: what it affects, what ran, what was reused, what would change, and what is not known.</summary>
public sealed record ChangeReport
{
    /// <summary>What made the report, in lower case: <c>validation</c>. A change has one comment and one status for each name.</summary>
    public required string Name { get; init; }

    /// <summary>What became of the change.</summary>
    public required ChangeVerdict Verdict { get; init; }

    /// <summary>The commit that was looked at: the change's own, and not one that the CI system merged it into.</summary>
    public required string Head { get; init; }

    /// <summary>The commit that it is compared with; null when it is compared with nothing.</summary>
    public string? Base { get; init; }

    /// <summary>The number of the pull request or merge request; null for none.</summary>
    public int? Change { get; init; }

    /// <summary>The run's id; null for none.</summary>
    public string? Run { get; init; }

    /// <summary>The page of the job; null when there is none.</summary>
    public string? Link { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Why every component is affected; empty unless all are.</summary>
    public ImmutableArray<string> Everything { get; init; } = [];

    /// <summary>The components that the change affects.</summary>
    public ImmutableArray<ChangedComponent> Affected { get; init; } = [];

    /// <summary>What ran, what was reused, and what did not run.</summary>
    public ImmutableArray<ChangeStep> Steps { get; init; } = [];

    /// <summary>What a deployment would change, for each environment.</summary>
    public ImmutableArray<ChangePlan> Plans { get; init; } = [];

    /// <summary>What failed.</summary>
    public ImmutableArray<ChangeFailure> Failures { get; init; } = [];

    /// <summary>What is wrong in files.</summary>
    public ImmutableArray<ChangeProblem> Problems { get; init; } = [];

    /// <summary>What was left out, so that nothing is known of it.</summary>
    public ImmutableArray<NotVerified> NotVerified { get; init; } = [];
}
