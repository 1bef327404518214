using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>What the gate about alerts must look like.</summary>
internal static class AlertsRuleShape
{
    private static readonly Key<string> Monitor = MonitorKey.Required("The monitor that knows the alerts.");

    private static readonly Key<int> AtMost = new(
        "at-most",
        new IntegerShape(0, 1000),
        "How many such alerts may fire."
    )
    {
        Fallback = 0,
        Default = 0,
    };

    private static readonly Key<bool> Pending = new(
        "pending",
        new WordShape<bool>(new("ignored", false), new("counts", true)),
        "Whether an alert counts whose condition holds, but not yet for long enough to fire."
    )
    {
        Fallback = false,
        Default = "ignored",
    };

    private static readonly Key<bool> Silenced = new(
        "silenced",
        new WordShape<bool>(new("counts", true), new("ignored", false)),
        "Whether an alert counts that someone silenced."
    )
    {
        Fallback = true,
        Default = "counts",
    };

    public static readonly Key<GateRule?> Key = new(
        "alerts",
        new ObjectShape<GateRule?>(
            fields => new AlertsRule
            {
                Monitor = fields.Get(Monitor),
                Selection = AlertSelectionKeys.Selection(fields),
                AtMost = fields.Get(AtMost),
                PendingCounts = fields.Get(Pending),
                SilencedCounts = fields.Get(Silenced),
                AcceptsNoWatchdog = fields.Get(AlertSelectionKeys.NoWatchdog),
            },
            Monitor,
            AlertSelectionKeys.Severity,
            AlertSelectionKeys.Labels,
            AtMost,
            Pending,
            Silenced,
            AlertSelectionKeys.NoWatchdog
        ),
        "No alert fires, or no more than so many, and monitoring is known to work."
    )
    {
        Fallback = null,
    };
}
