using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Decisions.Affected;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Changes;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Decisions.Validation;

/// <summary>What a validation of a change found out.</summary>
public sealed record ValidationResult
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>What the change was compared with, as the user or the CI system said it.</summary>
    public required string Since { get; init; }

    /// <summary>The commit that this is.</summary>
    public required string Base { get; init; }

    /// <summary>The environment that it was for.</summary>
    public required string Environment { get; init; }

    /// <summary>What the change touches.</summary>
    public required AffectedComponents Affected { get; init; }

    /// <summary>Which layers were tested.</summary>
    public required LayerChoice Layers { get; init; }

    /// <summary>What Build and Test did with each affected component; Build alone with the others.</summary>
    public ImmutableArray<NodeResult> Components { get; init; } = [];

    /// <summary>The set of the base; null when it did not come so far.</summary>
    public VersionSet? From { get; init; }

    /// <summary>The set of the base with the change; null when it did not come so far.</summary>
    public VersionSet? To { get; init; }

    /// <summary>The part of the platform that the change touches; null when it did not come so far.</summary>
    public ChangeSlice? Slice { get; init; }

    /// <summary>The key under which its result is kept; null when it did not come so far.</summary>
    public Digest? Key { get; init; }

    /// <summary>Whether it had to be certified, and why; null when it did not come so far.</summary>
    public ValidationDecision? Decision { get; init; }

    /// <summary>Which tests of the set have evidence that counts now; null when it did not come so far.</summary>
    public Retest? Tests { get; init; }

    /// <summary>What the certification did; null when there was none.</summary>
    public CertificationResult? Certification { get; init; }

    /// <summary>What it would change in other environments that want to know; none where nothing was planned.</summary>
    public ImmutableArray<EnvironmentPlan> Elsewhere { get; init; } = [];

    /// <summary>What all plans come to: of the environment that it was tested in, and of others. Of a component that goes nothing is planned, so it is not known.</summary>
    public IEnumerable<ChangePlan> Plans =>
        [
            .. Certification?.Plan is { } plan
                ? [Numbers(plan, From!.Members.Keys.Except(To!.Members.Keys).Count())]
                : Array.Empty<ChangePlan>(),
            .. Elsewhere.Select(elsewhere => Numbers(elsewhere, Affected.Deleted.Length)),
        ];

    /// <summary>What is not known after all that passed.</summary>
    public ImmutableArray<Unverified> NotVerified { get; init; } = [];

    /// <summary>Why it ended early: the whole message; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The exit code of what ended it early. Default: done.</summary>
    public ExitCode EndedWith { get; init; } = ExitCode.Done;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The folder of logs and journal, relative to the root.</summary>
    public required string Logs { get; init; }

    /// <summary>The file of the evidence, relative to the root.</summary>
    public required string EvidenceFile { get; init; }

    /// <summary>The components that failed in Build or Test, or could not run.</summary>
    public IEnumerable<NodeResult> Broken =>
        Components.Where(node => node.Outcome is not (NodeOutcome.Done or NodeOutcome.Unchanged));

    /// <summary>How it ended.</summary>
    public ValidationOutcome Outcome =>
        ExitCode switch
        {
            ExitCode.Done when Affected.Components.IsEmpty && Affected.Deleted.IsEmpty =>
                ValidationOutcome.NothingAffected,
            ExitCode.Done => ValidationOutcome.Passed,
            ExitCode.Cancelled => ValidationOutcome.Cancelled,
            ExitCode.Failed when !Broken.Any() && IsUnknown => ValidationOutcome.Unknown,
            ExitCode.Failed => ValidationOutcome.Failed,
            _ => ValidationOutcome.Refused,
        };

    /// <summary>The exit code.</summary>
    public ExitCode ExitCode =>
        EndedWith != ExitCode.Done ? EndedWith
        : Decision is ValidationDecision.GivenUp ? ExitCode.Failed
        : Certification is { } certification && certification.ExitCode != ExitCode.Done ? certification.ExitCode
        : IsUnknown ? ExitCode.Failed
        : ExitCode.Done;

    private static ChangePlan Numbers(EnvironmentPlan plan, int gone)
    {
        var numbers = ChangeOfRun.Of(plan);
        return numbers with { Unknown = numbers.Unknown + gone };
    }

    /// <summary>Whether nothing failed, and yet it is not known that the change works: the base did not come up.</summary>
    private bool IsUnknown =>
        Certification is { Tested: null, Outcome: EvidenceOutcome.Failed }
        || Certification?.Tested is { IsStepUnknown: true };
}

/// <summary>Something that a validation does not know.</summary>
/// <param name="What">What it is.</param>
/// <param name="Why">Why it is not known: a clause.</param>
public sealed record Unverified(string What, string Why);

/// <summary>How a validation ended.</summary>
[JsonConverter(typeof(KebabWords<ValidationOutcome>))]
public enum ValidationOutcome
{
    /// <summary>All that was looked at passed, now or as evidence says.</summary>
    Passed,

    /// <summary>The change touches no component.</summary>
    NothingAffected,

    /// <summary>Something failed.</summary>
    Failed,

    /// <summary>Nothing of the change failed, and yet it is not known whether it works.</summary>
    Unknown,

    /// <summary>It could not be tried.</summary>
    Refused,

    /// <summary>It was ended from outside.</summary>
    Cancelled,
}
