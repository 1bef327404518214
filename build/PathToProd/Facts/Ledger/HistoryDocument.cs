using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using PathToProd.Facts.Promotions;

namespace PathToProd.Facts.Ledger;

[Description("All attempts to deploy and destroy, in each environment the newest first.")]
internal sealed record HistoryDocument(
    ImmutableArray<EnvironmentHistoryPart> Environments,
    [Description(
        "What was decided about sets, steps and the whole path, the newest first; left out where there is no path, and where one environment is named, which has it among its own."
    )]
        IReadOnlyList<RecordDocument>? Path,
    [Description("The records of promotions that could not be read; left out if there are none.")]
        IReadOnlyList<IgnoredLinePart>? IgnoredRecords
);

internal sealed record EnvironmentHistoryPart(
    string Environment,
    [Description("Since when the attempts are; left out for all of them.")] DateTimeOffset? Since,
    ImmutableArray<ComponentAttemptPart> Attempts,
    [Description("The attempts on groups and whole version sets, which those on components are parts of.")]
        ImmutableArray<UnitAttemptPart> Units,
    ImmutableArray<IgnoredLinePart> IgnoredLines,
    [Description("The oldest lines that were exported and removed since; left out if none were.")]
        ImmutableArray<ExportedLinesPart>? Exported,
    [Description(
        "What was decided about it on the path to production, the newest first; left out where it is not on the path."
    )]
        IReadOnlyList<RecordDocument>? Decided
)
{
    public static EnvironmentHistoryPart Of(DeploymentHistory history, DecidedHistory? decided) =>
        new(
            history.Environment,
            history.OnlySince?.ToUniversalTime(),
            [
                .. history
                    .Attempts.Reverse()
                    .Select(attempt => new ComponentAttemptPart(AttemptPart.Of(attempt), attempt.Started.Component)),
            ],
            [.. history.Units.Reverse().Select(UnitAttemptPart.Of)],
            IgnoredLinePart.Of(history.Ignored),
            history.Exported.IsEmpty ? null : [.. history.Exported.Select(ExportedLinesPart.Of)],
            decided?.Of(history.Environment)?.Reverse().Select(RecordDocument.Of).ToArray()
        );
}

internal sealed record ExportedLinesPart(
    [Description("The component, or the group; all for a whole version set.")] string Subject,
    int Lines,
    [Description("The digest of the file that has them.")] string File
)
{
    public static ExportedLinesPart Of(ExportedLines exported) =>
        new(exported.Component, exported.Lines, exported.File.ToString());
}

internal sealed record ComponentAttemptPart([property: JsonIgnore] AttemptPart Attempt, string Component)
    : AttemptPart(Attempt);
