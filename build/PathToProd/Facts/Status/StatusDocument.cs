using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;

namespace PathToProd.Facts.Status;

[Description("What runs where, as the ledgers say.")]
internal sealed record StatusDocument(
    ImmutableArray<ComponentStatusPart> Components,
    [Description("The last attempt on each group and whole version set.")] ImmutableArray<UnitAttemptPart> Units,
    ImmutableArray<IgnoredLinePart> IgnoredLines,
    [Description(
        "The environments of which nothing is known, as their ledgers could not be read; the exit code is 1 then."
    )]
        ImmutableArray<UnreadLedgerPart> Unread,
    [Description(
        "Where the environments stand on the path to production; left out where none of them is on it, or components were named."
    )]
        IReadOnlyList<StandingPart>? Path
);

internal sealed record UnreadLedgerPart(
    string Environment,
    [Description("The message, with what to do.")] string Because
);

internal sealed record ComponentStatusPart(
    string Component,
    [Description("False when no folder describes it now.")] bool Defined,
    string Environment,
    [Description("Such as deployed, in-progress or nothing-there.")] string State,
    AttemptPart? LastAttempt,
    DeploymentPart? LastDeployment,
    [Description("What the last look at it found; left out when no one has looked since it was deployed.")]
        DriftPart? Drift
);

internal sealed record DriftPart(
    DriftVerdict Verdict,
    [Description("When it was looked at.")] DateTimeOffset At,
    [Description("How many things differed.")] int Findings
)
{
    public static DriftPart Of(DriftRecord record) => new(record.Verdict, record.At.ToUniversalTime(), record.Findings);
}

internal sealed record DeploymentPart(
    string Version,
    string Digest,
    DateTimeOffset At,
    string Run,
    string Who,
    string? Commit,
    [Description("The version set that the run named.")] string? Set
)
{
    public static DeploymentPart Of(Deployment deployment) =>
        new(
            deployment.Version.ToString(),
            deployment.Digest.ToString(),
            deployment.At.ToUniversalTime(),
            deployment.Run,
            deployment.Who,
            deployment.Commit,
            deployment.Set
        );
}
