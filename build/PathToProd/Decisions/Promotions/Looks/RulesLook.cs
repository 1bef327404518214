using PathToProd.Facts.Monitoring;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>How are the rules of Prometheus?</summary>
/// <param name="Monitor">The monitor.</param>
public sealed record RulesLook(Monitor Monitor) : Look<PrometheusRules>, IMonitoringLook
{
    /// <inheritdoc />
    public override string Name => $"how the rules of Prometheus of the monitor {Monitor.Name} are";
}
