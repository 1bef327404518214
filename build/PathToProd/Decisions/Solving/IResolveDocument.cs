using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Solving;

[Description("The proposed set and why each version was chosen; or why nothing is proposed.")]
[JsonDerivedType(typeof(SolvedPart))]
[JsonDerivedType(typeof(RefusedPart))]
[JsonDerivedType(typeof(GaveUpPart))]
internal interface IResolveDocument; // no record, as a proposal already extends a set

internal sealed record RefusedPart(
    string Outcome,
    string? Environment,
    IReadOnlyList<string>? Reasons,
    IReadOnlyList<string>? Remedies,
    [Description("Whether there may be more reasons.")] bool MayHaveMore,
    [Description("Reasons and remedies in prose.")] string Text
) : IResolveDocument;

internal sealed record GaveUpPart(string Outcome, string? Environment, string Text, long Steps) : IResolveDocument;

internal sealed record SolvedPart(
    [property: JsonIgnore] SetPart Set,
    string Outcome,
    [property: JsonPropertyOrder(1)] string? Environment,
    [property: JsonPropertyOrder(1)] KnownGoodPart? KnownGood,
    [property: JsonPropertyOrder(1)] MissingEvidencePart? MissingEvidence,
    [property: JsonPropertyOrder(1)] bool IsNewestUnknown,
    [property: JsonPropertyOrder(1)] bool IsFewestUnknown,
    [property: JsonPropertyOrder(1)] ImmutableArray<SetChangePart> Changes,
    [property: JsonPropertyOrder(1)] ImmutableArray<ChoicePart> Choices
) : SetPart(Set), IResolveDocument
{
    public static SolvedPart Of(
        Resolution resolution,
        SolverAnswer.Solved solved,
        VersionSet proposed,
        MissingEvidence? missing
    ) =>
        new(
            Of(proposed),
            "solved",
            resolution.Environment,
            solved.KnownGood is { } good ? new KnownGoodPart(good.Name, good.At.ToUniversalTime()) : null,
            solved.KnownGood is null && missing is not null ? MissingEvidencePart.Of(missing) : null,
            solved.IsNewestUnknown,
            solved.IsFewestUnknown,
            [.. resolution.Difference.Changes.Select(SetChangePart.Of)],
            [
                .. solved.Choices.Values.Select(choice => new ChoicePart(
                    choice.Component,
                    choice.Version.ToString(),
                    choice.Before?.ToString(),
                    choice.Because
                )),
            ]
        );
}

internal sealed record KnownGoodPart(string Name, DateTimeOffset At);

internal sealed record ChoicePart(string Component, string Version, string? Before, string Because);
