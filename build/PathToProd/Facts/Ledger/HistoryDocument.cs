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
    ImmutableArray<IgnoredLinePart> IgnoredLines
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
            IgnoredLinePart.Of(history.Ignored)
        );
}

internal sealed record ComponentAttemptPart([property: JsonIgnore] AttemptPart Attempt, string Component)
    : AttemptPart(Attempt);
