using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Decisions.Affected;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Changes;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Validation;

[Description("What a validation of a change found out.")]
internal sealed record ValidateDocument(
    string Run,
    string Target,
    string Environment,
    ValidationOutcome Outcome,
    int ExitCode,
    decimal Seconds,
    string Headline,
    [Description("The layers that were tested.")] IReadOnlyList<string> Layers,
    AffectedDocument Change,
    [Description("What Build and Test did, and Build alone with what is not affected.")]
        ImmutableArray<ValidatedPart> Components,
    [Description("The update from the base to the change; missing when it did not come so far.")]
        ValidatedUpdatePart? Update,
    [Description(
        "What it would change, in numbers, by environment: where it was tested, and where environments have changes planned."
    )]
        ImmutableArray<ChangePlan> Plans,
    [Description("What is not known after all that passed.")] ImmutableArray<UnverifiedPart> NotVerified,
    string? Error,
    string Logs,
    string EvidenceFile
)
{
    public static ValidateDocument Of(ValidationResult validation) =>
        new(
            validation.Run.ToString(),
            "Validate",
            validation.Environment,
            validation.Outcome,
            (int)validation.ExitCode,
            validation.Duration.InSeconds(),
            ValidationHeadline.Of(validation),
            [.. validation.Layers.Layers.Select(LayerChoice.Word)],
            AffectedDocument.Of(validation.Affected, validation.Since, validation.Base),
            [.. validation.Components.Select(ValidatedPart.Of)],
            ValidatedUpdatePart.Of(validation),
            [.. validation.Plans],
            [.. validation.NotVerified.Select(one => new UnverifiedPart(one.What, one.Why))],
            validation.Error,
            validation.Logs,
            validation.EvidenceFile
        );
}

internal sealed record ValidatedPart(
    string Component,
    string Version,
    string? Digest,
    NodeOutcome Outcome,
    string? Reason,
    string? Error
)
{
    public static ValidatedPart Of(NodeResult node) =>
        new(
            node.Component,
            node.Version.ToString(),
            node.Digest?.ToString(),
            node.Outcome,
            node.Reason ?? node.Stages.LastOrDefault()?.Note,
            node.Error
        );
}

internal sealed record UnverifiedPart(string What, string Why);

internal sealed record ValidatedUpdatePart(
    SetReferencePart From,
    SetReferencePart To,
    [Description("What the result is kept under: it counts for whatever holds the same part of the platform.")]
        string Key,
    [Description("The part of the platform that the change touches.")] ImmutableArray<string> Part,
    [Description("The components that the change itself is about.")] ImmutableArray<string> Changed,
    [Description("Whether evidence made it needless to run it.")] bool Reused,
    [Description("Why it had to run.")] IReadOnlyList<string>? Why,
    [Description("The evidence that counts instead: one that passed, or several that failed. Empty when it ran.")]
        ImmutableArray<EvidencePart> Evidence,
    [Description("The tests of the set, and which of them had evidence that counts before.")]
        ImmutableArray<RetestPart> Tests,
    CertifyDocument? Certification
)
{
    public static ValidatedUpdatePart? Of(ValidationResult validation)
    {
        if (validation is not { From: { } from, To: { } to, Slice: { } slice, Key: { } key, Decision: { } decision })
        {
            return null;
        }

        ImmutableArray<Facts.EvidenceRecords.Evidence> evidence = decision switch
        {
            ValidationDecision.Reused reused => [reused.Evidence],
            ValidationDecision.GivenUp given => given.Failures,
            _ => [],
        };
        return new ValidatedUpdatePart(
            SetReferencePart.Of(from),
            SetReferencePart.Of(to),
            key.ToString(),
            [.. slice.Members.Select(member => member.Component)],
            [.. slice.Changed],
            decision is ValidationDecision.Reused,
            (decision as ValidationDecision.Runs)?.Why.IfAny(),
            [.. evidence.Select(one => EvidencePart.Of(one, validation.EvidenceFile)!)],
            [.. validation.Tests!.Tests.Select(need => RetestPart.Of(need, validation.EvidenceFile))],
            validation.Certification is { } certification ? CertifyDocument.Of(certification) : null
        );
    }
}
