using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PathToProd.Decisions.Compatibility;

[Description(
    "Which version sets work where; or with --component, which versions were seen together; or with --from, tested steps."
)]
[JsonDerivedType(typeof(OfSets))]
[JsonDerivedType(typeof(OfPairs))]
[JsonDerivedType(typeof(OfPath))]
internal abstract record MatrixDocument
{
    internal sealed record OfSets(
        ImmutableArray<MatrixRowPart> Sets,
        ImmutableArray<MatrixStepPart> Steps,
        ImmutableArray<ConflictPart> Conflicts,
        [Description("How much evidence does not count, as it is not signed.")] int NotSigned,
        [Description("How many sets there is evidence of that have no name.")] int UnnamedSets
    ) : MatrixDocument;

    internal sealed record OfPairs(string Component, ImmutableArray<MatrixPairPart> Pairs) : MatrixDocument;

    internal sealed record OfPath(
        string From,
        string To,
        MatrixCellPart Direct,
        [Description("The sets of the shortest path over tested steps, both ends included.")]
            IReadOnlyList<string>? Path
    ) : MatrixDocument;
}

internal sealed record MatrixRowPart(string Name, string Digest, ImmutableArray<MatrixPlacePart> Environments);

internal sealed record MatrixPlacePart(
    [property: JsonIgnore] MatrixCellPart Cell,
    string Environment,
    string? Kubernetes,
    [Description("Whether it is the Kubernetes version that the environment has now.")] bool IsCurrent
) : MatrixCellPart(Cell);

internal sealed record MatrixStepPart(
    [property: JsonIgnore] MatrixCellPart Cell,
    string From,
    string To,
    string Environment,
    string Kubernetes
) : MatrixCellPart(Cell);

internal sealed record MatrixPairPart(
    [property: JsonIgnore] MatrixCellPart Cell,
    string Version,
    string Other,
    string OtherVersion,
    int Passed,
    int Failed
) : MatrixCellPart(Cell);

internal sealed record ConflictPart(
    ImmutableArray<ConflictingVersionPart> Together,
    string Environment,
    DateTimeOffset Start,
    EvidencePart Evidence
)
{
    public static ConflictPart Of(FailedTogether conflict, string file) =>
        new(
            [.. conflict.Together.Select(one => new ConflictingVersionPart(one.Component, one.Version.ToString()))],
            conflict.Evidence.Environment,
            conflict.Evidence.Start.ToUniversalTime(),
            EvidencePart.Of(conflict.Evidence, file)!
        );
}

internal sealed record ConflictingVersionPart(string Component, string Version);
