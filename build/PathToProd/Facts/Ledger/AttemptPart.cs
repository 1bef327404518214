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
    [Description("The digest of the saved plan that it applied.")] string? Plan,
    [Description("What it took back; left out when it was no rollback.")] RollbackPart? Rollback,
    [Description("The version of Path to Prod that did it; left out for attempts of before it was recorded.")]
        string? Product
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
            attempt.Started.Plan?.ToString(),
            RollbackPart.From(attempt.Started.Rollback),
            attempt.Started.Product
        );
}

/// <summary>What a rollback took back, in reports for programs.</summary>
internal sealed record RollbackPart(
    [Description("The attempt that it took back.")] string Of,
    [Description("The attempt that deployed what came back.")] string? To,
    [Description("Of a whole environment: the run after which it was as it is to be again.")] string? Run,
    string Because
)
{
    public static RollbackPart? From(RollbackReference? rollback) =>
        rollback is null ? null : new RollbackPart(rollback.Of, rollback.To, rollback.Run, rollback.Because);
}
