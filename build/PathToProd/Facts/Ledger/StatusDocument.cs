using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Facts.Ledger;

[Description("What runs where, as the ledgers say.")]
internal sealed record StatusDocument(
    ImmutableArray<ComponentStatusPart> Components,
    [Description("The last attempt on each group and whole version set.")] ImmutableArray<UnitAttemptPart> Units,
    ImmutableArray<IgnoredLinePart> IgnoredLines
);

internal sealed record ComponentStatusPart(
    string Component,
    [Description("False when no folder describes it now.")] bool Defined,
    string Environment,
    [Description("Such as deployed, in-progress or nothing-there.")] string State,
    AttemptPart? LastAttempt,
    DeploymentPart? LastDeployment
);

internal sealed record DeploymentPart(
    string Version,
    string Digest,
    DateTimeOffset At,
    string Run,
    string Who,
    string? Commit
)
{
    public static DeploymentPart Of(Deployment deployment) =>
        new(
            deployment.Version.ToString(),
            deployment.Digest.ToString(),
            deployment.At.ToUniversalTime(),
            deployment.Run,
            deployment.Who,
            deployment.Commit
        );
}
