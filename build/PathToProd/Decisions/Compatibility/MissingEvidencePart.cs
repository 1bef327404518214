using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Compatibility;

/// <summary>What was not tested of a proposed set, in reports for programs.</summary>
internal sealed record MissingEvidencePart(
    MatrixState Set,
    ImmutableArray<UntestedVersionPart> Versions,
    ImmutableArray<UntestedPairPart> Pairs,
    NearestSetPart? NearestKnownGood
)
{
    public static MissingEvidencePart Of(MissingEvidence missing) =>
        new(
            missing.Set.State,
            [
                .. missing.Versions.Select(one => new UntestedVersionPart(
                    one.Member.Component,
                    one.Member.Version.ToString(),
                    one.State
                )),
            ],
            [
                .. missing.Pairs.Select(pair => new UntestedPairPart(
                    pair.One.Component,
                    pair.One.Version.ToString(),
                    pair.Other.Component,
                    pair.Other.Version.ToString(),
                    pair.State
                )),
            ],
            missing.Nearest is { } near
                ? new NearestSetPart(
                    near.Name,
                    near.Verdict.Set.ToString(),
                    near.Verdict.At.ToUniversalTime(),
                    [.. near.Difference.Changes.Select(SetChangePart.Of)]
                )
                : null
        );
}

internal sealed record UntestedVersionPart(string Component, string Version, MatrixState Evidence);

internal sealed record UntestedPairPart(
    string Component,
    string Version,
    string Other,
    string OtherVersion,
    MatrixState Evidence
);

internal sealed record NearestSetPart(
    string Name,
    string Digest,
    DateTimeOffset At,
    ImmutableArray<SetChangePart> Changes
);
