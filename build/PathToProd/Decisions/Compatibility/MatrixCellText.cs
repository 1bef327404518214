using System.Globalization;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Answers of the matrix in each output format.</summary>
internal static class MatrixCellText
{
    public static readonly string[] CsvHeading =
    [
        "state",
        "was",
        "why",
        "start",
        "age-seconds",
        "error",
        "evidence",
        "digest",
    ];

    /// <summary>A word for people.</summary>
    public static string Word(MatrixState state) =>
        state switch
        {
            MatrixState.KnownGood => "good",
            MatrixState.Failed => "failed",
            MatrixState.Stale => "stale",
            _ => "unknown",
        };

    public static Tone Tone(MatrixState state) =>
        state switch
        {
            MatrixState.KnownGood => PathToProd.Text.Tables.Tone.Good,
            MatrixState.Failed => PathToProd.Text.Tables.Tone.Bad,
            MatrixState.Stale => PathToProd.Text.Tables.Tone.Warning,
            _ => PathToProd.Text.Tables.Tone.Quiet,
        };

    /// <summary>What the evidence itself says, whether or not it still counts; null without evidence.</summary>
    public static string? Was(MatrixCell cell) =>
        cell.Evidence is null ? null
        : cell.Evidence.Outcome == EvidenceOutcome.Passed ? "good"
        : "failed";

    /// <summary>Writes <c>12 d</c>: one unit, rounded down.</summary>
    public static string Age(Evidence evidence, DateTimeOffset now)
    {
        var age = now - evidence.Start;
        return age < -EvidenceRules.ClockTolerance ? "?"
            : age.TotalMinutes < 1 ? "now"
            : age.TotalHours < 1 ? $"{(int)age.TotalMinutes} min"
            : age.TotalDays < 1 ? $"{(int)age.TotalHours} h"
            : $"{(int)age.TotalDays} d";
    }

    /// <summary>Writes <c>good 12 d :1042</c>: the answer, the age, and the line of the evidence.</summary>
    public static Cell Short(MatrixCell cell, DateTimeOffset now) =>
        new(
            cell.Evidence is { } evidence
                ? $"{Word(cell.State)} {Age(evidence, now)} :{evidence.Line}"
                : Word(cell.State),
            Tone(cell.State)
        );

    /// <summary>The same with a link to the line.</summary>
    public static string Markdown(MatrixCell cell, DateTimeOffset now, string file) =>
        cell.Evidence is { } evidence
            ? $"{Word(cell.State)}, {Age(evidence, now)}, [{evidence.Line}]({file}#L{evidence.Line})"
            : Word(cell.State);

    /// <summary>How evidence ended, for sentences: <c>passed</c> or <c>failed</c>.</summary>
    public static string Then(MatrixCell cell) =>
        cell.Evidence?.Outcome == EvidenceOutcome.Passed ? "passed" : "failed";

    /// <summary>Writes <c>:1042 sha256:ab12cd34</c>, where the file was named before.</summary>
    public static string Place(Evidence evidence) => $":{evidence.Line} {evidence.Digest.ShortText}";

    /// <summary>Writes <c>environments/version-sets/compatibility.jsonl:1042 sha256:ab12cd34</c>.</summary>
    public static string Link(Evidence evidence, string file) => file + Place(evidence);

    /// <summary>The fields of <see cref="CsvHeading"/>.</summary>
    public static string?[] Csv(MatrixCell cell, DateTimeOffset now, string file) =>
        cell.Evidence is { } evidence
            ?
            [
                CsvWord(cell.State),
                Was(cell),
                string.Join("; ", cell.WhyStale),
                evidence.Start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ((long)(now - evidence.Start).TotalSeconds).ToString(),
                evidence.Error,
                $"{file}:{evidence.Line}",
                evidence.Digest.ToString(),
            ]
            : [CsvWord(cell.State), .. CsvHeading.Skip(1).Select(_ => "")];

    /// <summary>A word for spreadsheets.</summary>
    public static string CsvWord(MatrixState state) => state == MatrixState.KnownGood ? "known-good" : Word(state);
}
