using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Model.Promotions;

/// <summary>What a step of <c>path</c> in <c>promotion.yaml</c> must look like.</summary>
internal static class PathShape
{
    private static readonly Key<string[]> Environments = new(
        "environments",
        new ListShape<string>(new TextShape<string>(TextFormats.Name), isDistinct: true),
        "The environments of a wave. Without it the step is the environment of its name."
    )
    {
        Fallback = [],
    };

    private static readonly Key<string[]> After = new(
        "after",
        new OneOrListShape<string>(new TextShape<string>(TextFormats.Name)),
        "The steps that come before. Without it the step begins the path."
    )
    {
        Fallback = [],
    };

    private static readonly Key<string?> Policy = new(
        "policy",
        new TextShape<string>(TextFormats.Name)!,
        "The policy whose gates must be open. Without it only what holds for every step."
    )
    {
        Fallback = null,
    };

    private static readonly Key<PaceChoice> Promote = new(
        "promote",
        new WordShape<PaceChoice>(new("latest", PaceChoice.Latest), new("every", PaceChoice.Every)),
        "Which of several sets Advance promotes: the latest that may go on, or every one in its turn."
    )
    {
        Fallback = default,
        Default = "latest",
    };

    private static readonly Key<TimeLimit> AtMostEvery = new(
        "at-most-every",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How much time lies between two promotions of Advance at least."
    )
    {
        Fallback = TimeLimit.None,
    };

    private static readonly Key<Schedule?> Schedule = new(
        "schedule",
        new TextShape<Schedule>(ScheduleText.Format)!,
        "When Advance promotes to it: daily at 10:00 Europe/Berlin, weekly on Tue at 10:00, on the first of the month at 10:00, or a line of cron. Without it, whenever it may."
    )
    {
        Fallback = null,
    };

    public static readonly ObjectShape<StepFile> Shape = new(
        fields => new StepFile(
            fields.Get(Environments),
            fields.Get(After),
            fields.Get(Policy),
            new PromotionPace(fields.Get(Promote), fields.Get(AtMostEvery).Value),
            fields.Get(Schedule),
            fields.Source
        ),
        Environments,
        After,
        Policy,
        Promote,
        AtMostEvery,
        Schedule
    );
}

/// <summary>A step as the file says it.</summary>
internal sealed record StepFile(
    string[] Environments,
    string[] After,
    string? Policy,
    PromotionPace Pace,
    Schedule? Schedule,
    SourceMap Source
);
