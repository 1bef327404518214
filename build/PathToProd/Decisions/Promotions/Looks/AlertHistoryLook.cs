using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>When did alerts fire, and when were rules evaluated at all?</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Selection">Which alerts.</param>
/// <param name="Time">The time to look at.</param>
public sealed record AlertHistoryLook(Monitor Monitor, AlertSelection Selection, TimeRange Time)
    : Look<AlertHistory>,
        IMonitoringLook
{
    /// <inheritdoc />
    public override string Name => $"the history of alerts of the monitor {Monitor.Name}";
}
