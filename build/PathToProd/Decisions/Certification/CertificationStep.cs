using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Certification;

/// <summary>One move of an environment to a version set, and how the set's tests ended there.</summary>
public sealed record CertificationStep
{
    /// <summary>The set that the environment was moved to.</summary>
    public required VersionSet To { get; init; }

    /// <summary>The set that ran there before; null when that was not a whole set.</summary>
    public VersionSet? From { get; init; }

    /// <summary>What the deployment did with each component, in its order.</summary>
    public ImmutableArray<NodeResult> Deployed { get; init; } = [];

    /// <summary>What was removed as it is not in the set, in order.</summary>
    public ImmutableArray<NodeResult> Removed { get; init; } = [];

    /// <summary>The tests, in their order; empty when the environment was only brought there.</summary>
    public ImmutableArray<TestResult> Tests { get; init; } = [];

    /// <summary>The whole messages of tests that failed, by test, secrets hidden.</summary>
    public ImmutableSortedDictionary<string, string> Messages { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How it ended.</summary>
    public required EvidenceOutcome Outcome { get; init; }

    /// <summary>Why it failed, in one line; null when it passed.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// What failed when each component was deployed for the first time, although it may have been deployed in the end; null
    /// when nothing did. It fails the step from one set to the other, and says nothing of the set that is there in the end.
    /// </summary>
    public string? FirstFailure { get; init; }

    /// <summary>What requests during the step came to: a test of the step alone, and not of the set. Not run is not known.</summary>
    public ImmutableArray<TestResult> Load { get; init; } = [];

    /// <summary>Why the step from one set to the other failed although the set itself works; null when it did not.</summary>
    public string? StepFailure =>
        FirstFailure
        ?? Load.Where(test => test.Outcome == TestOutcome.Failed)
            .Select(test => $"{test.Name} failed: {test.Message}")
            .FirstOrDefault();

    /// <summary>Whether nothing of the step failed, and yet it is not known that it works: too little was measured.</summary>
    public bool IsStepUnknown =>
        StepOutcome == EvidenceOutcome.Passed && Load.Any(test => test.Outcome == TestOutcome.NotRun);

    /// <summary>How the step from one set to the other ended; without a whole set to start from, as the set itself.</summary>
    public EvidenceOutcome StepOutcome =>
        Outcome == EvidenceOutcome.Passed && StepFailure is not null && From is not null && From.Digest != To.Digest
            ? EvidenceOutcome.Failed
            : Outcome;

    /// <summary>When it started.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The evidence that was recorded of it.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>Whether all of the set was deployed, and nothing else was left there.</summary>
    public bool IsThere => Deployed.Concat(Removed).All(node => node.Outcome.IsSuccess());

    /// <summary>The tests that fail the set.</summary>
    public IEnumerable<TestResult> Blocking =>
        Tests.Where(test => test is { Outcome: TestOutcome.Failed, IsBlocking: true });
}
