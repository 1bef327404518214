using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Sources;
using PathToProd.Model.ToolPins;

namespace PathToProd.Decisions.Planning;

[Description(
    "Why components are built, tested and deployed, or why not; or why an environment should run what it should."
)]
internal sealed record ExplainDocument(
    ImmutableArray<ExplanationPart> Components,
    [Description("The environment that was named without a component, on the path to production.")]
        PromotionExplanationPart? Environment
);

internal sealed record ExplanationPart(
    string Component,
    string Version,
    [Description("The digest of all inputs.")] string Digest,
    [Description("The digest of each input by its name.")] ImmutableSortedDictionary<string, string> Inputs,
    [Description("What is pinned of the tools that its stages start.")] ImmutableArray<ExplainedPin> Tools,
    ImmutableArray<StageDecisionPart> Stages,
    ImmutableArray<DeploymentDecisionPart> Deployments
)
{
    public static ExplanationPart Of(ComponentExplanation explanation) =>
        new(
            explanation.Component,
            explanation.Version.ToString(),
            explanation.Inputs.Key.ToString(),
            explanation.Inputs.All.ToImmutableSortedDictionary(
                input => input.Name,
                input => input.Digest,
                StringComparer.Ordinal
            ),
            explanation.Tools,
            [
                .. explanation.Stages.Select(stage => new StageDecisionPart(
                    stage.Stage.ToString(),
                    stage.Runs,
                    stage.Reason,
                    stage.Changes
                )),
            ],
            [
                .. explanation.Deployments.Select(one => new DeploymentDecisionPart(
                    one.Environment,
                    one.Stage.Runs,
                    one.Stage.Reason,
                    one.Stage.Changes,
                    one.Unit?.Name,
                    one.Values,
                    one.Capabilities
                )),
            ]
        );
}

internal sealed record StageDecisionPart(string Stage, bool Runs, string Reason, ImmutableArray<InputChange> Changes);

internal sealed record DeploymentDecisionPart(
    string Environment,
    bool Runs,
    string Reason,
    ImmutableArray<InputChange> Changes,
    [Description(
        "The group that is deployed as one there, or all; left out where the component has its own lifecycle."
    )]
        string? Unit,
    ImmutableArray<ExplainedValue> Values,
    [Description("What the chart is rendered for.")] ImmutableArray<ExplainedValue> Capabilities
);
