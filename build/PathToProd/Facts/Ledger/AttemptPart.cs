using System.ComponentModel;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Ledger;

/// <summary>An attempt to deploy or destroy a component, in reports for programs.</summary>
internal record AttemptPart(
    LedgerAction Action,
    AttemptOutcome Outcome,
    string Version,
    string Digest,
    string Run,
    string Who,
    string? Commit,
    [Description("The version set that the run named.")] string? Set,
    DateTimeOffset Started,
    DateTimeOffset? Ended,
    decimal? Seconds,
    string? Error,
    string? RemovedLock,
    [Description("The group that it was done with; all for a whole version set.")] string? Unit,
    [Description("The digest of the saved plan that it applied.")] string? Plan
)
{
    public static AttemptPart Of(Attempt attempt) =>
        new(
            attempt.Started.Action,
            attempt.Outcome,
            attempt.Started.Version.ToString(),
            attempt.Started.Digest.ToString(),
            attempt.Started.Run,
            attempt.Started.Who,
            attempt.Started.Commit,
            attempt.Started.Set,
            attempt.Started.At.ToUniversalTime(),
            attempt.Ended?.At.ToUniversalTime(),
            attempt.Ended?.Duration.InSeconds(),
            attempt.Ended?.Error,
            attempt.Ended?.RemovedLock,
            attempt.Started.Unit?.Name,
            attempt.Started.Plan?.ToString()
        );
}
