using PathToProd.Facts.Monitoring;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>What do the peers of Alertmanager know?</summary>
/// <param name="Monitor">The monitor.</param>
public sealed record PeersLook(Monitor Monitor) : Look<AlertmanagerPeers>, IMonitoringLook
{
    /// <inheritdoc />
    public override string Name => $"what Alertmanager of the monitor {Monitor.Name} knows";
}
