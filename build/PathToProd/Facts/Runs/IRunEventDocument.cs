using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PathToProd.Facts.Runs;

[Description("One line of what --output=events writes while a run goes on. The last line is the one with the result.")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunStartedPart), "run-started")]
[JsonDerivedType(typeof(ComponentStartedPart), "component-started")]
[JsonDerivedType(typeof(StageStartedPart), "stage-started")]
[JsonDerivedType(typeof(StageEndedPart), "stage-ended")]
[JsonDerivedType(typeof(ComponentEndedPart), "component-ended")]
[JsonDerivedType(typeof(MessagePart), "message")]
[JsonDerivedType(typeof(OutputPart), "output")]
[JsonDerivedType(typeof(RunEndedPart), "run-ended")]
internal interface IRunEventDocument; // no record, as each event is one of its own

internal sealed record RunStartedPart(DateTimeOffset At, string Run, string Target, string Environment)
    : IRunEventDocument;

internal sealed record ComponentStartedPart(DateTimeOffset At, string Component) : IRunEventDocument;

internal sealed record StageStartedPart(DateTimeOffset At, string Component, string Stage) : IRunEventDocument;

internal sealed record StageEndedPart(
    DateTimeOffset At,
    string Component,
    string Stage,
    StageOutcome Outcome,
    decimal Seconds,
    string? Note,
    string? Log
) : IRunEventDocument;

internal sealed record ComponentEndedPart(
    DateTimeOffset At,
    string Component,
    NodeOutcome Outcome,
    [Description("Why it was not run.")] string? Cause
) : IRunEventDocument;

internal sealed record MessagePart(
    DateTimeOffset At,
    [Description("The component whose text it is, such as a plan.")] string? Component,
    [Description("Something that people read, such as that tasks are being compiled.")] string Text
) : IRunEventDocument;

internal sealed record OutputPart(
    DateTimeOffset At,
    string Component,
    [Description("A line that a tool printed; only with --verbosity=verbose.")] string Text
) : IRunEventDocument;

internal sealed record RunEndedPart(DateTimeOffset At, [Description("What --output=json writes.")] RunDocument Result)
    : IRunEventDocument;
