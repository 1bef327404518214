using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Runs;

[Description("What a run of a stage, or of a component's own task, did with each component.")]
internal sealed record RunDocument(
    string Run,
    string Target,
    string Environment,
    int ExitCode,
    decimal Seconds,
    [Description("The folder of logs and journal, from the repository's root.")] string Logs,
    string? Ledger,
    [Description("In the order of deployment.")] ImmutableArray<NodePart> Components,
    [Description("The groups and the whole version set among them.")] ImmutableArray<UnitPart> Units
)
{
    public static RunDocument Of(RunResult result) =>
        new(
            result.Run.ToString(),
            result.Target.Name,
            result.Environment,
            (int)result.ExitCode,
            result.Duration.InSeconds(),
            result.Logs,
            result.Ledger,
            [.. result.Nodes.Select(NodePart.Of)],
            [.. result.Units.Select(UnitPart.Of)]
        );
}

internal sealed record NodePart(
    string Component,
    string Version,
    string? Digest,
    NodeOutcome Outcome,
    [Description("Why it took part although it was not asked for, or why it did not run.")] string? Reason,
    string? Error,
    [Description("Where the rendered manifests are.")] string? Rendered,
    ImmutableArray<StagePart> Stages
)
{
    public static NodePart Of(NodeResult node) =>
        new(
            node.Component,
            node.Version.ToString(),
            node.Digest?.ToString(),
            node.Outcome,
            node.Reason,
            node.Error,
            node.Rendered,
            [
                .. node.Stages.Select(stage => new StagePart(
                    stage.Name,
                    stage.Outcome,
                    stage.Duration.InSeconds(),
                    stage.Note,
                    stage.LogFile
                )),
            ]
        );
}

internal sealed record StagePart(
    string Name,
    StageOutcome Outcome,
    decimal Seconds,
    string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Log
);

internal sealed record UnitPart(
    [Description("The group; all for a whole version set.")] string Unit,
    ImmutableArray<string> Members,
    string? Set,
    NodeOutcome Outcome,
    string? Reason
)
{
    public static UnitPart Of(UnitResult unit) => new(unit.Name, unit.Members, unit.Set, unit.Outcome, unit.Reason);
}
