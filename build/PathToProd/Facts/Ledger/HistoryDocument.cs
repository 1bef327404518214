using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PathToProd.Facts.Ledger;

[Description("All attempts to deploy and destroy, in each environment the newest first.")]
internal sealed record HistoryDocument(ImmutableArray<EnvironmentHistoryPart> Environments);

internal sealed record EnvironmentHistoryPart(
    string Environment,
    [Description("Since when the attempts are; left out for all of them.")] DateTimeOffset? Since,
    ImmutableArray<ComponentAttemptPart> Attempts,
    [Description("The attempts on groups and whole version sets, which those on components are parts of.")]
        ImmutableArray<UnitAttemptPart> Units,
    ImmutableArray<IgnoredLinePart> IgnoredLines,
    [Description("The oldest lines that were exported and removed since; left out if none were.")]
        ImmutableArray<ExportedLinesPart>? Exported
)
{
    public static EnvironmentHistoryPart Of(DeploymentHistory history) =>
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
            history.Exported.IsEmpty ? null : [.. history.Exported.Select(ExportedLinesPart.Of)]
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
