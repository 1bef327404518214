using PathToProd.Facts.EvidenceRecords;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Compatibility;

/// <summary>An answer of the matrix in reports for programs; without evidence it is its state alone.</summary>
internal record MatrixCellPart(
    MatrixState State,
    string? Was,
    IReadOnlyList<string>? Why,
    DateTimeOffset? Start,
    long? AgeSeconds,
    string? Error,
    EvidencePart? Evidence
)
{
    public static MatrixCellPart Of(MatrixCell cell, DateTimeOffset now, string file) =>
        new(
            cell.State,
            MatrixCellText.Was(cell),
            cell.WhyStale.Select(reason => reason.ToString()!).IfAny(),
            cell.Evidence?.Start.ToUniversalTime(),
            (long?)(now - cell.Evidence?.Start)?.TotalSeconds,
            cell.Evidence?.Error,
            EvidencePart.Of(cell.Evidence, file)
        );
}

/// <summary>Where the evidence is.</summary>
internal sealed record EvidencePart(string File, int Line, string Digest)
{
    public static EvidencePart? Of(Evidence? evidence, string file) =>
        evidence is null ? null : new EvidencePart(file, evidence.Line, evidence.Digest.ToString());
}
