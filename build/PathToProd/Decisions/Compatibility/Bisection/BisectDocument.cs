using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Compatibility.Bisection;

[Description("Which changes of components make a version set fail.")]
internal sealed record BisectDocument(
    string Run,
    string Target,
    string Environment,
    string Kubernetes,
    BisectionOutcome Outcome,
    int ExitCode,
    decimal Seconds,
    SetReferencePart Good,
    SetReferencePart Bad,
    [Description("The result in prose.")] string Explanation,
    [Description("All that differs between the two sets.")] ImmutableArray<VersionChangePart> Changes,
    [Description("The smallest part of it that fails.")] ImmutableArray<VersionChangePart> Guilty,
    string Logs,
    string EvidenceFile,
    ImmutableArray<BisectionStepPart> Steps
)
{
    public static BisectDocument Of(BisectionResult result) =>
        new(
            result.Run.ToString(),
            "Bisect",
            result.Environment,
            result.Kubernetes.ToString(),
            result.Outcome,
            (int)result.ExitCode,
            result.Duration.InSeconds(),
            SetReferencePart.Of(result.Good),
            SetReferencePart.Of(result.Bad),
            BisectionExplanation.Of(result),
            [.. result.Changes.Select(VersionChangePart.Of)],
            [.. result.Guilty.Select(one => VersionChangePart.Of(one.Change))],
            result.Logs,
            result.EvidenceFile,
            [
                .. result.Steps.Select(step => new BisectionStepPart(
                    SetReferencePart.Of(step.Set),
                    [.. step.Changes.Select(VersionChangePart.Of)],
                    step.Outcome,
                    step.Why,
                    step.Evidence?.Digest.ToString(),
                    step.WasRead
                )),
            ]
        );
}

internal sealed record BisectionStepPart(
    SetReferencePart Set,
    ImmutableArray<VersionChangePart> Changes,
    TrialOutcome Outcome,
    string? Why,
    [Description("The digest of the evidence.")] string? Evidence,
    [Description("Whether existing evidence answered, so that nothing was run.")] bool WasRead
);

internal sealed record VersionChangePart(string Component, string? From, string? To)
{
    public static VersionChangePart Of(SetChange change) =>
        new(change.Component, change.From?.Version.ToString(), change.To?.Version.ToString());
}
