namespace PathToProd.Model.Promotions.Rules;

/// <summary>At most so many alerts fire now, and monitoring is known to work.</summary>
public sealed record AlertsRule : GateRule
{
    /// <summary>The monitor.</summary>
    public required string Monitor { get; init; }

    /// <summary>Which alerts count. Default: those with the severity critical.</summary>
    public AlertSelection Selection { get; init; } = AlertSelection.Critical;

    /// <summary>How many may fire. Default: none.</summary>
    public int AtMost { get; init; }

    /// <summary>Whether an alert counts whose condition holds, but not yet for long enough to fire. Default: false.</summary>
    public bool PendingCounts { get; init; }

    /// <summary>Whether an alert counts that someone silenced: it fires, and no one hears it. Default: true.</summary>
    public bool SilencedCounts { get; init; } = true;

    /// <summary>Whether a monitor without a watchdog is good enough. Default: false.</summary>
    public bool AcceptsNoWatchdog { get; init; }

    /// <inheritdoc />
    public override string Kind => "alerts";

    /// <inheritdoc />
    public override IEnumerable<RuleReference> References =>
        [new RuleReference(ReferenceKind.Monitor, Monitor, "monitor")];
}
