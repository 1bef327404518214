using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;
using PathToProd.Model.Units;

namespace PathToProd.Decisions.Planning;

/// <summary>Whether a component would be deployed to an environment, why, and with which values.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Stage">Deploy, as it is planned; its changes are files of the artifact and values that differ from what is there.</param>
/// <param name="Values">Every value, and where it came from.</param>
public sealed record DeploymentExplanation(
    string Environment,
    PlannedStage Stage,
    ImmutableArray<ExplainedValue> Values
)
{
    /// <summary>What it is deployed, verified and recorded with there, itself among them; null where it has its own lifecycle.</summary>
    public DeploymentUnit? Unit { get; init; }

    /// <summary>What its chart is rendered for; empty for what is not a chart.</summary>
    public ImmutableArray<ExplainedValue> Capabilities { get; init; } = [];
}

/// <summary>A value, and where it came from.</summary>
/// <param name="Path">Its path in the component's values.</param>
/// <param name="Value">The value as JSON. A secret is only named.</param>
/// <param name="From">The file and line that said it, or the output that it was taken from.</param>
/// <param name="Over">The places that say something else and are overridden, nearest first.</param>
public sealed record ExplainedValue(
    string Path,
    [property: JsonConverter(typeof(RawJson))] string Value,
    string From,
    ImmutableArray<string> Over
);
