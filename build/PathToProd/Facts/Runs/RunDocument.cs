using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using PathToProd.Facts.Plans;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Runs;

[Description("What a run of a stage, or of a component's own task, did with each component.")]
internal sealed record RunDocument(
    string Run,
    [Description("The run that this one went on with.")] string? Resumes,
    string Target,
    string Environment,
    int ExitCode,
    [Description("Why it did not start; only in the file of --report, as standard output has no document then.")]
        string? Error,
    decimal Seconds,
    [Description("The folder of logs and journal, from the repository's root.")] string Logs,
    string? Ledger,
    [Description(
        "The chain of components, each requiring the one before it, that the run could not have been shorter than."
    )]
        CriticalPathPart? CriticalPath,
    [Description("In the order of deployment.")] ImmutableArray<NodePart> Components,
    [Description("The groups and the whole version set among them.")] ImmutableArray<UnitPart> Units,
    [Description("What StandUp and TearDown did with the platform as a whole.")] PlatformPart? Platform,
    [Description("What a deployment would do: what Plan found.")] SavedPlanDocument? Plan,
    [Description("Where a fresh plan differs from the one of --plan, which was not applied because of that.")]
        ImmutableArray<PlanDifferencePart>? PlanDifferences
)
{
    public static RunDocument Of(RunResult result) =>
        new(
            result.Run.ToString(),
            result.Resumes?.ToString(),
            result.Target.Name,
            result.Environment,
            (int)result.ExitCode,
            result.Error,
            result.Duration.InSeconds(),
            result.Logs,
            result.Ledger,
            result.CriticalPath is { } path ? CriticalPathPart.Of(path) : null,
            [.. result.Nodes.Select(NodePart.Of)],
            [.. result.Units.Select(UnitPart.Of)],
            result.Platform is { } platform ? PlatformPart.Of(platform) : null,
            result.Plan is { } plan ? SavedPlanDocument.Of(plan) : null,
            result.PlanDifferences.IsEmpty ? null : [.. result.PlanDifferences.Select(PlanDifferencePart.Of)]
        );
}

internal sealed record PlanDifferencePart(
    [Description("Empty for what is about all of the plan.")] string Component,
    string What,
    [Description("What the saved plan says; left out for nothing.")] string? Planned,
    [Description("What the fresh plan says; left out for nothing.")] string? Now
)
{
    public static PlanDifferencePart Of(PlanDifference difference) =>
        new(difference.Component, difference.What, difference.Planned, difference.Now);
}

internal sealed record NodePart(
    string Component,
    string Version,
    string? Digest,
    NodeOutcome Outcome,
    [Description("Why it took part although it was not asked for, or why it did not run.")] string? Reason,
    string? Error,
    [Description("Why a run that went on took it as done, or went on with it.")] string? Resumption,
    [Description("Where the rendered manifests are.")] string? Rendered,
    [Description("When it started, in seconds from the start of the run.")] decimal? Start,
    [Description("When it ended, in seconds from the start of the run.")] decimal? End,
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
            node.Resumption,
            node.Rendered,
            node.Span?.Start.InSeconds(),
            node.Span?.End.InSeconds(),
            [.. node.Stages.Select(StagePart.Of)]
        );
}

internal sealed record StagePart(
    string Name,
    StageOutcome Outcome,
    decimal Seconds,
    string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Log,
    [Description("How many attempts it took, if more than one.")] int? Attempts
)
{
    public static StagePart Of(StageResult stage) =>
        new(
            stage.Name,
            stage.Outcome,
            stage.Duration.InSeconds(),
            stage.Note,
            stage.LogFile,
            stage.Attempts > 1 ? stage.Attempts : null
        );
}

internal sealed record CriticalPathPart(
    [Description("How long its components took together.")] decimal Seconds,
    ImmutableArray<PathStepPart> Steps
)
{
    public static CriticalPathPart Of(CriticalPath path) =>
        new(
            path.Duration.InSeconds(),
            [
                .. path.Steps.Select(step => new PathStepPart(
                    step.Component,
                    step.Took.InSeconds(),
                    step.Waited.InSeconds()
                )),
            ]
        );
}

internal sealed record PathStepPart(
    string Component,
    decimal Seconds,
    [Description("How long it waited before that although all that it requires was done, for room or another run.")]
        decimal Waited
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

internal sealed record PlatformPart(
    NodeOutcome Outcome,
    ImmutableArray<StagePart> Steps,
    string? Error,
    [Description(
        "What may still cost money after TearDown; empty when nothing is known to. Not there unless it came that far."
    )]
        ImmutableArray<RemainderPart>? Remains
)
{
    public static PlatformPart Of(PlatformResult platform) =>
        new(
            platform.Outcome,
            [.. platform.Steps.Select(StagePart.Of)],
            platform.Error,
            platform.Remains is { } remains
                ? [.. remains.Select(one => new RemainderPart(one.Kind, one.What, one.Why))]
                : null
        );
}

internal sealed record RemainderPart(RemainderKind Kind, string What, string Why);
