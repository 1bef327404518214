using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>No alert fires, or no more than so many, and monitoring is known to work.</summary>
internal sealed class AlertsGate(AlertsRule rule) : IGate
{
    public bool IsSameForStep => true;

    public IEnumerable<Look> Looks(PromotionQuestion question)
    {
        var monitor = question.Path.Monitors[rule.Monitor];
        return monitor.Alertmanagers.IsEmpty
            ? Monitoring(monitor).Looks
            : Monitoring(monitor).Looks.Append(new PeersLook(monitor));
    }

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        var monitor = question.Path.Monitors[rule.Monitor];
        var (peers, why) = Peers(question, monitor);
        return
        [
            .. TooMany(question, monitor, peers),
            .. peers is not null ? PeerCauses.Of(monitor, peers, question.Now)
            : why.Length > 0 ? [MonitoringCauses.Silent($"Alertmanager of {monitor.Name}", "Alertmanager", why)]
            : [],
            .. Monitoring(monitor).Of(question),
            .. MayHaveFired(question, monitor),
        ];
    }

    public string Open(PromotionQuestion question)
    {
        var monitor = question.Path.Monitors[rule.Monitor];
        var counted = Counted(question, monitor, Peers(question, monitor).Peers);
        var sources = monitor.Alertmanagers.Length switch
        {
            0 => "Prometheus",
            1 => "Prometheus and Alertmanager",
            var count => $"Prometheus and {count} peers of Alertmanager",
        };
        return counted.IsEmpty
            ? $"no alert with {rule.Selection} fires, as {sources} say{(monitor.Alertmanagers.IsEmpty ? "s" : "")}"
            : $"{Prose.Count(counted.Length, "alert")} with {rule.Selection} {(counted.Length == 1 ? "fires" : "fire")}, and at most {rule.AtMost} may: "
                + Prose.List([.. counted.Select(alert => alert.Labels.ToString())]);
    }

    private MonitoringCauses Monitoring(Monitor monitor) => new(monitor, rule.Selection, rule.AcceptsNoWatchdog);

    private static (AlertmanagerPeers? Peers, string Why) Peers(PromotionQuestion question, Monitor monitor) =>
        monitor.Alertmanagers.IsEmpty ? (null, "") : question.Answers.Of(new PeersLook(monitor));

    private ImmutableArray<CountedAlert> Counted(
        PromotionQuestion question,
        Monitor monitor,
        AlertmanagerPeers? peers
    ) => CountedAlert.All(rule, monitor.Watchdog, Monitoring(monitor).Rules(question), peers);

    private IEnumerable<GateCause> TooMany(PromotionQuestion question, Monitor monitor, AlertmanagerPeers? peers)
    {
        var counted = Counted(question, monitor, peers);
        var isMany = rule.AtMost == 0 ? "" : $"; {counted.Length} such alerts fire, and at most {rule.AtMost} may";
        return counted.Length <= rule.AtMost
            ? []
            : counted.Select(alert => new GateCause
            {
                Kind = CauseKind.Closed,
                About = alert.Labels.ToString(),
                Because = $"{alert.Labels} {alert.How}{isMany}",
                Lift = $"resolve {alert.Labels.Alert}",
            });
    }

    /// <summary>After a long outage of Prometheus an alert that fired is pending again until its <c>for</c> has gone by.</summary>
    private IEnumerable<GateCause> MayHaveFired(PromotionQuestion question, Monitor monitor) =>
        rule.PendingCounts || Monitoring(monitor).Rules(question) is not { } rules
            ? []
            : from made in rules.About(rule.Selection, watchdog: null)
            from alert in made.Alerts
            where !alert.IsFiring && alert.Labels.Fits(rule.Selection) && alert.Labels.Alert != monitor.Watchdog
            where alert.Since <= rules.Started + (2 * made.Interval)
            select MonitoringCauses.Unknown(
                alert.Labels.ToString(),
                $"{alert.Labels} is pending since Prometheus began, and may have fired before",
                $"resolve {alert.Labels.Alert}, or wait until it fires"
            );
}
