using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>What the gates that look at something else must look like.</summary>
internal static class LookRuleShapes
{
    private static readonly Key<string?> In = new(
        "in",
        new TextShape<string>(TextFormats.Name)!,
        "The environment that must not have drifted. Without it, the one that is promoted to."
    )
    {
        Fallback = null,
    };

    private static readonly Key<TimeLimit> Within = new(
        "within",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How long ago the last look may be."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromHours(1)),
        Default = "1h",
    };

    private static readonly Key<string[]> Run = new(
        "run",
        new OneOrListShape<string>(new TextShape<string>(TextFormats.Line), isDistinct: false),
        "The program, from the repository's root, and its arguments. {set}, {set-digest} and {environment} stand for what is promoted and where."
    )
    {
        Fallback = [],
        RequiredAs = "run: [./checks/quota.sh, \"{set}\"]",
    };

    private static readonly Key<TimeLimit> Timeout = new(
        "timeout",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration),
        "How long the program may take. Without an end in time its answer is unknown."
    )
    {
        Fallback = new TimeLimit(TimeSpan.FromMinutes(1)),
        Default = "1m",
    };

    public static readonly Key<GateRule?> DriftFree = new(
        "drift-free",
        new ObjectShape<GateRule?>(fields => new DriftFreeRule(fields.Get(In), fields.Get(Within).Value), In, Within),
        "The last look at the environment found it as it was deployed."
    )
    {
        Fallback = null,
    };

    public static readonly Key<GateRule?> Script = new(
        "script",
        new ObjectShape<GateRule?>(
            fields => new ScriptRule { Run = [.. fields.Get(Run)], Timeout = fields.Get(Timeout).Value },
            Run,
            Timeout
        ),
        "A program says so: exit code 0 is open, 1 is closed, everything else is unknown."
    )
    {
        Fallback = null,
    };
}
