using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;

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

    public static readonly ObjectShape<StepFile> Shape = new(
        fields => new StepFile(
            fields.Get(Environments),
            fields.Get(After),
            fields.Get(Policy),
            new PromotionPace(fields.Get(Promote), fields.Get(AtMostEvery).Value),
            fields.Source
        ),
        Environments,
        After,
        Policy,
        Promote,
        AtMostEvery
    );
}

/// <summary>A step as the file says it.</summary>
internal sealed record StepFile(
    string[] Environments,
    string[] After,
    string? Policy,
    PromotionPace Pace,
    SourceMap Source
);
