using System.Collections.Immutable;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>An alert that counts: Prometheus says so, or a peer of Alertmanager does.</summary>
internal sealed record CountedAlert
{
    /// <summary>Its labels.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>What is known of it, as a clause without its name: <c>fires since …</c>.</summary>
    public required string How { get; init; }

    /// <summary>Whether it is silenced.</summary>
    public bool IsSilenced { get; init; }

    /// <summary>
    /// The alerts that count. All that any peer of Alertmanager was sent, and all that Prometheus has beside those: what a peer lost when it began again
    /// is still there.
    /// </summary>
    public static ImmutableArray<CountedAlert> All(
        AlertsRule rule,
        string? watchdog,
        PrometheusRules? rules,
        AlertmanagerPeers? peers
    )
    {
        var known = (peers?.All ?? []).Where(peer => peer.State is not null).ToArray();
        var sent = known
            .SelectMany(peer => peer.State!.Alerts.Select(alert => (peer, alert)))
            .Where(one => one.alert.Labels.Alert != watchdog && one.alert.Labels.Fits(rule.Selection))
            .GroupBy(one => one.alert.Labels)
            .ToArray();
        var own = (rules?.All ?? [])
            .SelectMany(one => one.Alerts)
            .Where(alert => alert.Labels.Alert != watchdog)
            .Where(alert => !sent.Any(group => group.Key.MayBe(alert.Labels)))
            .Where(alert => alert.Labels.Fits(rule.Selection) && (alert.IsFiring || rule.PendingCounts))
            .DistinctBy(alert => alert.Labels);
        return
        [
            .. sent.Select(group => Of(group.Key, [.. group], known))
                .Where(alert => rule.SilencedCounts || !alert.IsSilenced)
                .Concat(own.Select(alert => Of(alert, known.Length)))
                .OrderBy(alert => alert.Labels.ToString(), StringComparer.Ordinal),
        ];
    }

    private static CountedAlert Of(
        LabelSet labels,
        (AlertmanagerPeer Peer, SentAlert Alert)[] seen,
        AlertmanagerPeer[] known
    )
    {
        // A peer to which it is not silenced sends it on.
        var isSilenced = Array.TrueForAll(seen, one => !one.Alert.SilencedBy.IsEmpty);
        var how = $"fires since {Moment.Text(seen.Min(one => one.Alert.Since))}";
        if (isSilenced)
        {
            how += $", silenced {Silence(seen[0].Peer.State!, seen[0].Alert)}, and silenced alerts count";
        }

        if (seen.Any(one => one.Alert.IsInhibited))
        {
            how += ", inhibited by another alert";
        }

        var without = known.Except(seen.Select(one => one.Peer)).Select(peer => peer.Address).ToArray();
        if (without.Length > 0)
        {
            how +=
                $", as {Prose.List([.. seen.Select(one => one.Peer.Address)])} says and {Prose.List(without)} does not";
        }

        return new CountedAlert
        {
            Labels = labels,
            How = how,
            IsSilenced = isSilenced,
        };
    }

    private static CountedAlert Of(RuleAlert alert, int peers) =>
        new()
        {
            Labels = alert.Labels,
            How =
                !alert.IsFiring
                    ? $"is pending, as its condition holds since {Moment.Text(alert.Since)}, and pending alerts count"
                : peers == 0 ? $"fires, as its condition holds since {Moment.Text(alert.Since)}"
                : $"fires in Prometheus, as its condition holds since {Moment.Text(alert.Since)}, and Alertmanager was not sent it",
        };

    private static string Silence(AlertmanagerState state, SentAlert alert) =>
        state.Silences.TryGetValue(alert.SilencedBy[0], out var silence)
            ? $"by {silence.Who} until {Moment.Text(silence.Until)}"
            : $"by {alert.SilencedBy[0]}";
}
