using System.Collections.Immutable;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>The set has run in other environments for a time, without a break and in good health.</summary>
public sealed record SoakRule : GateRule
{
    /// <summary>How much healthy time is needed.</summary>
    public required TimeSpan For { get; init; }

    /// <summary>The environments; empty for those of the steps before.</summary>
    public ImmutableArray<string> In { get; init; } = [];

    /// <summary>How several environments count. Default: each needs the time.</summary>
    public SoakCounting Counting { get; init; }

    /// <summary>Only what was in this time until now counts. Default: 14 days.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The monitor whose alerts take time away; null when alerts do not matter. Default: null.</summary>
    public string? Monitor { get; init; }

    /// <summary>Which alerts do. Default: those with the severity critical.</summary>
    public AlertSelection Selection { get; init; } = AlertSelection.Critical;

    /// <summary>Whether a monitor without a watchdog is good enough. Default: false.</summary>
    public bool AcceptsNoWatchdog { get; init; }

    /// <inheritdoc />
    public override string Kind => "soak";

    /// <inheritdoc />
    public override IEnumerable<RuleReference> References =>
        [
            .. In.Select((name, index) => new RuleReference(ReferenceKind.Environment, name, $"in.{index}")),
            .. Monitor is null ? [] : (RuleReference[])[new RuleReference(ReferenceKind.Monitor, Monitor, "monitor")],
        ];
}

/// <summary>How the times of several environments count.</summary>
public enum SoakCounting
{
    /// <summary>Each needs the time.</summary>
    All,

    /// <summary>One that has it is enough.</summary>
    Any,

    /// <summary>Together they need it.</summary>
    Sum,
}
