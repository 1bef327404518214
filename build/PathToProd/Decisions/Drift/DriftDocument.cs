using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Status;

namespace PathToProd.Decisions.Drift;

[Description("What is not as it was deployed.")]
internal sealed record DriftDocument(
    string Environment,
    [Description("When it was looked at.")] DateTimeOffset At,
    [Description("Whether anything is not as it was deployed.")] bool Drifted,
    [Description("Whether of something it is not known.")] bool Unknown,
    ImmutableArray<ComponentDriftPart> Components,
    [Description("What is there of components that the ledger does not have there.")]
        ImmutableArray<DriftFindingPart> NotDeployed,
    [Description("Why it is not known what else is there.")] string? NotDeployedUnknown
)
{
    public static DriftDocument Of(EnvironmentDrift drift) =>
        new(
            drift.Environment,
            drift.At.ToUniversalTime(),
            drift.HasDrift,
            drift.HasUnknown,
            [.. drift.Components.Select(ComponentDriftPart.Of)],
            [.. drift.NotDeployed.Select(DriftFindingPart.Of)],
            drift.NotDeployedUnknown
        );
}

internal sealed record ComponentDriftPart(
    string Component,
    DriftVerdict Drift,
    [Description("Why it is not known.")] string? Because,
    [Description("What it is compared with.")] DeploymentPart? Deployment,
    ImmutableArray<DriftFindingPart> Findings,
    [Description("What differs because a controller or a webhook owns it, which is no drift.")]
        ImmutableArray<DriftFindingPart> Owned
)
{
    public static ComponentDriftPart Of(ComponentDrift component) =>
        new(
            component.Component,
            component.Verdict,
            component.Because,
            component.Deployment is { } there ? DeploymentPart.Of(there) : null,
            [.. component.Findings.Select(DriftFindingPart.Of)],
            [.. component.Owned.Select(DriftFindingPart.Of)]
        );
}

internal sealed record DriftFindingPart(
    DriftKind Kind,
    [Description("A file, a resource, a release, or an address of Terraform.")] string What,
    [Description("The paths of the fields that differ; never their values.")] ImmutableArray<string> Fields,
    [Description("Who did it, as far as the target says it.")] ImmutableArray<string> By,
    string? Note
)
{
    public static DriftFindingPart Of(DriftFinding finding) =>
        new(finding.Kind, finding.What, finding.Fields, finding.By, finding.Note);
}
