using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions;
using PathToProd.Text;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Why a peer of Alertmanager may not know what fires.</summary>
internal static class PeerCauses
{
    /// <summary>Every reason, peer by peer.</summary>
    public static IEnumerable<GateCause> Of(Monitor monitor, AlertmanagerPeers peers, DateTimeOffset now) =>
        peers.All.SelectMany(peer => Of(monitor, peer, peers.All.Length, now));

    private static IEnumerable<GateCause> Of(Monitor monitor, AlertmanagerPeer peer, int declared, DateTimeOffset now)
    {
        var name = $"Alertmanager at {peer.Address}";
        if (peer.State is not { } state)
        {
            yield return MonitoringCauses.Silent($"Alertmanager {peer.Address}", name, peer.Why);
            yield break;
        }

        if (state.IsSettling)
        {
            yield return MonitoringCauses.Unknown(
                $"settling of Alertmanager {peer.Address}",
                $"{name} is settling: it does not know yet what its peers know",
                $"wait until {name} is ready"
            );
        }

        var settled = state.Started + AlertmanagerState.SendingAgain;
        if (now < settled)
        {
            yield return MonitoringCauses.Unknown(
                $"start of Alertmanager {peer.Address}",
                $"{name} began {Duration.Text(now - state.Started)} ago with an empty memory, and is sent again what fires within {Duration.Text(AlertmanagerState.SendingAgain)}",
                $"wait until {Moment.Text(settled)}",
                settled
            );
        }

        if (state.Members > declared)
        {
            yield return MonitoringCauses.Unknown(
                $"peers of Alertmanager {peer.Address}",
                $"{name} belongs to {state.Members} peers and the monitor {monitor.Name} names {declared}, and each knows only what it was sent",
                $"name the address of each peer in {PromotionPath.FileName}"
            );
        }

        if (monitor.Watchdog is { } watchdog && !state.Alerts.Any(alert => alert.Labels.Alert == watchdog))
        {
            yield return MonitoringCauses.Unknown(
                $"watchdog {watchdog} of Alertmanager {peer.Address}",
                $"{name} was not sent the watchdog {watchdog}, so that other alerts may not reach it either",
                $"see that {watchdog} always fires and Prometheus sends it to each peer"
            );
        }
    }
}
