using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>What the gate about time in other environments must look like.</summary>
internal static class SoakRuleShape
{
    private static readonly Key<TimeLimit> For = new(
        "for",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How much healthy time is needed, without a break."
    )
    {
        Fallback = TimeLimit.None,
        RequiredAs = "for: 24h",
    };

    private static readonly Key<string[]> In = new(
        "in",
        new OneOrListShape<string>(new TextShape<string>(TextFormats.Name)),
        "The environments. Without it those of the steps before."
    )
    {
        Fallback = [],
    };

    private static readonly Key<SoakCounting> Counting = new(
        "counting",
        new WordShape<SoakCounting>(
            new("all", SoakCounting.All),
            new("any", SoakCounting.Any),
            new("sum", SoakCounting.Sum)
        ),
        "How several environments count: all need the time, any that has it is enough, or the sum of their times."
    )
    {
        Fallback = default,
        Default = "all",
    };

    private static readonly Key<TimeLimit> Within = new(
        "within",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "Only time that is not older than this counts."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromDays(14)),
        Default = "14d",
    };

    private static readonly Key<string?> Monitor = MonitorKey.Optional(
        "The monitor whose alerts take time away. Without it alerts do not matter."
    );

    public static readonly Key<GateRule?> Key = new(
        "soak",
        new ObjectShape<GateRule?>(
            fields => new SoakRule
            {
                For = fields.Get(For).Value,
                In = [.. fields.Get(In)],
                Counting = fields.Get(Counting),
                Within = fields.Get(Within).Value,
                Monitor = fields.Get(Monitor),
                Selection = AlertSelectionKeys.Selection(fields),
                AcceptsNoWatchdog = fields.Get(AlertSelectionKeys.NoWatchdog),
            },
            For,
            In,
            Counting,
            Within,
            Monitor,
            AlertSelectionKeys.Severity,
            AlertSelectionKeys.Labels,
            AlertSelectionKeys.NoWatchdog
        )
        {
            Needs =
            [
                (AlertSelectionKeys.Severity, Monitor),
                (AlertSelectionKeys.Labels, Monitor),
                (AlertSelectionKeys.NoWatchdog, Monitor),
            ],
        },
        "The set ran in earlier environments for a time, without a break and in good health."
    )
    {
        Fallback = null,
    };
}
