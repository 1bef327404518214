using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Facts.Plans;

[Description("What a deployment would do: what Plan --save writes, and Deploy --plan reads.")]
internal sealed record SavedPlanDocument(
    [Description("The version of this format.")] int Format,
    [Description("Of all that the plan says, but for when, by whom and in which order.")] string Digest,
    string Environment,
    string DeploymentModel,
    [Description("The commit of the checkout, with +changes when its work tree differs; left out outside Git.")]
        string? Commit,
    [Description("The version set that the components are from.")] string? Set,
    [Description("The version that was asked for with --version.")] string? Version,
    DateTimeOffset At,
    string Who,
    string Run,
    [Description("The version of Path to Prod that made it.")] string? Product,
    [Description("In the order of deployment.")] ImmutableArray<ComponentPlanPart> Components
)
{
    public const int CurrentFormat = 1;

    /// <summary>The document of a plan.</summary>
    public static SavedPlanDocument Of(EnvironmentPlan plan) =>
        new(
            CurrentFormat,
            plan.Digest.ToString(),
            plan.Environment,
            PlanWords.Of(plan.Model),
            plan.Commit,
            plan.Set,
            plan.Version,
            plan.At.ToUniversalTime(),
            plan.Who,
            plan.Run,
            plan.Product,
            [.. plan.Components.Select(ComponentPlanPart.Of)]
        );

    /// <summary>The same without its digest, and with everything in one order.</summary>
    public static SavedPlanDocument PartsOf(EnvironmentPlan plan) =>
        new(
            CurrentFormat,
            "",
            plan.Environment,
            PlanWords.Of(plan.Model),
            plan.Commit,
            plan.Set,
            plan.Version,
            default,
            "",
            "",
            Product: null,
            [
                .. plan
                    .Components.OrderBy(part => part.Component, StringComparer.Ordinal)
                    .Select(part => ComponentPlanPart.Of(PlanOrder.Of(part))),
            ]
        );
}

internal sealed record ComponentPlanPart(
    string Component,
    string Version,
    [Description("The digest of the artifact; left out when there is none.")] string? Artifact,
    [Description("Each value as JSON by its path; secrets are only named.")]
        ImmutableSortedDictionary<string, string> Values,
    PlanBasePart Over,
    ImmutableArray<PlannedChangePart> Changes,
    ImmutableArray<PlannedOutputPart> Outputs,
    [Description("What cannot be known, and why.")] ImmutableArray<PlanUnknownPart> Unknown
)
{
    public static ComponentPlanPart Of(ComponentPlan part) =>
        new(
            part.Component,
            part.Version.ToString(),
            part.Artifact?.ToString(),
            part.Values,
            new PlanBasePart(part.Over.Ledger, part.Over.Attempt, part.Over.State),
            [
                .. part.Changes.Select(change => new PlannedChangePart(
                    change.What,
                    change.Action,
                    change.Fields,
                    change.Unknown,
                    change.Secret,
                    change.ReplacedBecause
                )),
            ],
            [
                .. part.Outputs.Select(output => new PlannedOutputPart(
                    output.Name,
                    output.Action,
                    output.Value,
                    output.IsUnknown,
                    output.IsSecret
                )),
            ],
            [.. part.Unknown.Select(one => new PlanUnknownPart(one.What, one.Cause, one.Of, one.Because))]
        );
}

internal sealed record PlanBasePart(
    [Description("What the ledger says is there.")] string Ledger,
    [Description("The last attempt in the ledger; left out when there was none.")] string? Attempt,
    [Description("The lineage and serial of Terraform's state; none when there is no state yet.")] string? State
);

internal sealed record PlannedChangePart(
    string What,
    PlannedAction Action,
    [Description("What each field that differs will be, as JSON.")] ImmutableSortedDictionary<string, string> Fields,
    [Description("The fields that only the deployment will know.")] ImmutableArray<string> Unknown,
    [Description("The fields that differ and are secret.")] ImmutableArray<string> Secret,
    [Description("The fields because of which it is replaced.")] ImmutableArray<string> ReplacedBecause
);

internal sealed record PlannedOutputPart(
    string Name,
    PlannedAction Action,
    [Description("What it will be, as JSON.")] string? Value,
    bool Unknown,
    bool Secret
);

internal sealed record PlanUnknownPart(
    [Description("Empty for all that would become of the component.")] string What,
    UnknownCause Cause,
    [Description("The output or the kind that it is about; empty for a failure.")] string Of,
    string Because
);
