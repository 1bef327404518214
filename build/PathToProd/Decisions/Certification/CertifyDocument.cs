using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Certification;

[Description("What a certification did, and found out.")]
internal sealed record CertifyDocument(
    string Run,
    string Target,
    string Environment,
    string Kubernetes,
    EvidenceOutcome Outcome,
    int ExitCode,
    decimal Seconds,
    SetReferencePart Set,
    string Logs,
    string EvidenceFile,
    [Description("The moves from set to set, in order; the last one may lead back.")]
        ImmutableArray<CertificationStepPart> Steps
)
{
    public static CertifyDocument Of(CertificationResult result) =>
        new(
            result.Run.ToString(),
            "Certify",
            result.Environment,
            result.Kubernetes.ToString(),
            result.Outcome,
            (int)result.ExitCode,
            result.Duration.InSeconds(),
            SetReferencePart.Of(result.Set),
            result.Logs,
            result.EvidenceFile,
            [.. result.Steps.Select(CertificationStepPart.Of)]
        );
}

internal sealed record CertificationStepPart(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [Description("Null when what ran before was not a whole set.")]
        SetReferencePart? From,
    SetReferencePart To,
    [Description("How the set itself ended.")] EvidenceOutcome Outcome,
    string? Error,
    [Description("How the step from one set to the other ended.")] EvidenceOutcome StepOutcome,
    [Description("What failed at first, although it may have been deployed in the end.")] string? FirstFailure,
    decimal Seconds,
    ImmutableArray<MovedComponentPart> Deployed,
    ImmutableArray<MovedComponentPart> Removed,
    ImmutableArray<TestPart> Tests,
    [Description("What requests during the step came to; not-run is not known.")] ImmutableArray<TestPart> Load,
    [Description("What was recorded.")] ImmutableArray<RecordedEvidencePart> Evidence
)
{
    public static CertificationStepPart Of(CertificationStep step) =>
        new(
            step.From is { } from ? SetReferencePart.Of(from) : null,
            SetReferencePart.Of(step.To),
            step.Outcome,
            step.Error,
            step.StepOutcome,
            step.FirstFailure,
            step.Duration.InSeconds(),
            [.. step.Deployed.Select(MovedComponentPart.Of)],
            [.. step.Removed.Select(MovedComponentPart.Of)],
            [
                .. step.Tests.Select(test => new TestPart(
                    test.Name,
                    test.Outcome,
                    test.IsBlocking,
                    test.Duration.InSeconds(),
                    step.Messages.GetValueOrDefault(test.Name)
                )),
            ],
            [
                .. step.Load.Select(test => new TestPart(
                    test.Name,
                    test.Outcome,
                    test.IsBlocking,
                    test.Duration.InSeconds(),
                    test.Message
                )),
            ],
            [.. step.Evidence.Select(evidence => new RecordedEvidencePart(evidence.Kind, evidence.Digest.ToString()))]
        );
}

internal sealed record MovedComponentPart(
    string Component,
    string Version,
    NodeOutcome Outcome,
    string? Reason,
    string? Error
)
{
    public static MovedComponentPart Of(NodeResult node) =>
        new(node.Component, node.Version.ToString(), node.Outcome, node.Reason, node.Error);
}

internal sealed record TestPart(
    string Name,
    TestOutcome Outcome,
    [Description("Whether its failure fails the set.")] bool Blocking,
    decimal Seconds,
    string? Message
);

internal sealed record RecordedEvidencePart(EvidenceKind Kind, string Digest);
