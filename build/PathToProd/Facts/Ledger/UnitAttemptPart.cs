using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Ledger;

/// <summary>An attempt to deploy or destroy a group or a whole version set, in reports for programs.</summary>
internal sealed record UnitAttemptPart(
    [Description("The group; all for a whole version set.")] string Unit,
    string Environment,
    LedgerAction Action,
    AttemptOutcome Outcome,
    string? Set,
    string Run,
    string Who,
    string? Commit,
    DateTimeOffset Started,
    DateTimeOffset? Ended,
    decimal? Seconds,
    string? Error,
    ImmutableArray<UnitMemberPart> Members,
    [Description("What it took back; left out when it was no rollback.")] RollbackPart? Rollback
)
{
    public static UnitAttemptPart Of(UnitAttempt attempt) =>
        new(
            attempt.Started.Unit,
            attempt.Started.Environment,
            attempt.Started.Action,
            attempt.Outcome,
            attempt.Started.Set,
            attempt.Started.Run,
            attempt.Started.Who,
            attempt.Started.Commit,
            attempt.Started.At.ToUniversalTime(),
            attempt.Ended?.At.ToUniversalTime(),
            attempt.Ended?.Duration.InSeconds(),
            attempt.Ended?.Error,
            [.. attempt.Started.Members.Select(member => UnitMemberPart.Of(member, attempt.Ended))],
            RollbackPart.From(attempt.Started.Rollback)
        );
}

internal sealed record UnitMemberPart(
    string Component,
    string Version,
    string? Digest,
    [Description("What became of it, once the attempt ended.")] NodeOutcome? Outcome
)
{
    public static UnitMemberPart Of(UnitMember member, LedgerEntry.UnitEnded? ended)
    {
        var end = ended?.Members.FirstOrDefault(one => one.Component == member.Component);
        return new UnitMemberPart(
            member.Component,
            member.Version.ToString(),
            (member.Digest ?? end?.Digest)?.ToString(),
            end?.Outcome
        );
    }
}
