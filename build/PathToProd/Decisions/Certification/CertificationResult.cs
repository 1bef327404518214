using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Certification;

/// <summary>What a certification did, and found out.</summary>
public sealed record CertificationResult
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>The set that was to be tested.</summary>
    public required VersionSet Set { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Its Kubernetes version.</summary>
    public required SemVersion Kubernetes { get; init; }

    /// <summary>The moves, in order; the last one may lead back.</summary>
    public required ImmutableArray<CertificationStep> Steps { get; init; }

    /// <summary>What was planned before the move to the set; null when nothing was.</summary>
    public EnvironmentPlan? Plan { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The folder of logs and journal, relative to the root.</summary>
    public required string Logs { get; init; }

    /// <summary>The file of the evidence, relative to the root.</summary>
    public required string EvidenceFile { get; init; }

    /// <summary>How it ended: failed when any step did.</summary>
    public EvidenceOutcome Outcome =>
        Steps.Any(step => step.Outcome == EvidenceOutcome.Cancelled) ? EvidenceOutcome.Cancelled
        : Steps.Any(step => step.StepOutcome == EvidenceOutcome.Failed) ? EvidenceOutcome.Failed
        : EvidenceOutcome.Passed;

    /// <summary>The move to the set; null when the environment never came so far.</summary>
    public CertificationStep? Tested => Steps.FirstOrDefault(step => step.To == Set);

    /// <summary>The exit code.</summary>
    public ExitCode ExitCode =>
        Outcome switch
        {
            EvidenceOutcome.Passed when Steps.Any(step => step.IsStepUnknown) => ExitCode.Failed,
            EvidenceOutcome.Passed => ExitCode.Done,
            EvidenceOutcome.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };
}
