using System.Collections.Immutable;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using static PathToProd.Tests.Decisions.Promotions.Gates.MonitoredQuestion;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

public sealed class AlertsGateTests
{
    private static readonly AlertsRule Rule = new() { Monitor = "main" };
    private static readonly LabelSet Watchdog = Labels("Watchdog", ("severity", "none"));
    private static readonly LabelSet Latency = Labels("HighLatency", ("service", "ingress"), ("severity", "critical"));

    private static readonly PrometheusRule WatchdogRule = AlertRule("Watchdog", "none") with
    {
        Alerts = [new RuleAlert(Watchdog, IsFiring: true, Now.AddDays(-1))],
    };

    private static readonly PrometheusRule LatencyRule = AlertRule("HighLatency", "critical");

    private static readonly PrometheusRules Well = Rules(WatchdogRule, LatencyRule);

    private static readonly AlertmanagerState Quiet = new()
    {
        IsSettling = false,
        Members = 2,
        Started = Now.AddDays(-1),
        Alerts = [Sent(Watchdog)],
        Silences = ImmutableDictionary<string, AlertSilence>.Empty,
    };

    [Test]
    public void It_is_open_when_nothing_fires_and_all_is_known_to_work() =>
        Ask(Well, Quiet, Quiet)
            .ShouldBe("open: no alert with severity critical fires, as Prometheus and 2 peers of Alertmanager say");

    [Test]
    public void It_asks_the_rules_and_the_peers_and_nothing_twice() =>
        PromotionDecision.Looks(Of(Rule)).ShouldBe([new RulesLook(Main), new PeersLook(Main)]);

    [Test]
    public void An_alert_that_fires_closes_it()
    {
        var firing = Quiet with { Alerts = [Sent(Watchdog), Sent(Latency)] };

        Ask(Firing(), firing, firing)
            .ShouldBe(
                """closed [HighLatency{service="ingress",severity="critical"}] HighLatency{service="ingress",severity="critical"} fires since 2026-11-29 11:50:00 UTC. To lift it, resolve HighLatency"""
            );
    }

    [Test]
    public void Peers_that_disagree_are_said_and_the_one_that_knows_more_counts() =>
        Ask(Well, Quiet, Quiet with { Alerts = [Sent(Watchdog), Sent(Latency)] })
            .ShouldBe(
                """closed [HighLatency{service="ingress",severity="critical"}] HighLatency{service="ingress",severity="critical"} fires since 2026-11-29 11:50:00 UTC, as http://am-2:9093 says and http://am-1:9093 does not. To lift it, resolve HighLatency"""
            );

    [Test]
    public void An_alert_that_no_peer_was_sent_counts_too() =>
        Ask(Firing(), Quiet, Quiet)
            .ShouldBe(
                """closed [HighLatency{service="ingress",severity="critical"}] HighLatency{service="ingress",severity="critical"} fires in Prometheus, as its condition holds since 2026-11-29 11:45:00 UTC, and Alertmanager was not sent it. To lift it, resolve HighLatency"""
            );

    [Test]
    public void Labels_that_are_added_on_the_way_make_no_second_alert()
    {
        var sent = Sent(new LabelSet(Latency.All.Add("cluster", "eu")));
        var firing = Quiet with { Alerts = [Sent(Watchdog), sent] };

        Ask(Firing(), firing, firing)
            .ShouldBe(
                """closed [HighLatency{cluster="eu",service="ingress",severity="critical"}] HighLatency{cluster="eu",service="ingress",severity="critical"} fires since 2026-11-29 11:50:00 UTC. To lift it, resolve HighLatency"""
            );
    }

    [Test]
    public void An_alert_of_another_severity_or_label_does_not_count()
    {
        var warning = Quiet with
        {
            Alerts = [Sent(Watchdog), Sent(Labels("Slow", ("severity", "warning"))), Sent(Labels("Bare"))],
        };

        Ask(Well, warning, warning).ShouldStartWith("open: ");
        Ask(
                Well,
                warning,
                warning,
                Rule with
                {
                    Selection = AlertSelection.Critical with { Labels = Wanted("service", "dns") },
                }
            )
            .ShouldStartWith("open: no alert with severity critical and service=\"dns\" fires");
    }

    [Test]
    public void Without_severities_every_alert_but_the_watchdog_counts()
    {
        var bare = Quiet with { Alerts = [Sent(Watchdog), Sent(Labels("Bare"))] };

        Ask(Well, bare, bare, Rule with { Selection = new AlertSelection([], AlertSelection.Critical.Labels) })
            .ShouldBe("closed [Bare] Bare fires since 2026-11-29 11:50:00 UTC. To lift it, resolve Bare");
    }

    [Test]
    public void A_silenced_alert_counts_and_says_who_silenced_it_until_when()
    {
        var silenced = Quiet with
        {
            Alerts = [Sent(Watchdog), Sent(Latency) with { SilencedBy = ["s1"] }],
            Silences = Quiet.Silences.Add("s1", new AlertSilence("ann", Now.AddDays(1))),
        };

        Ask(Firing(), silenced, silenced)
            .ShouldBe(
                """closed [HighLatency{service="ingress",severity="critical"}] HighLatency{service="ingress",severity="critical"} fires since 2026-11-29 11:50:00 UTC, silenced by ann until 2026-11-30 12:00:00 UTC, and silenced alerts count. To lift it, resolve HighLatency"""
            );
        Ask(Firing(), silenced, silenced, Rule with { SilencedCounts = false }).ShouldStartWith("open: ");
    }

    [Test]
    public void An_alert_that_one_peer_does_not_silence_is_not_silenced()
    {
        var heard = Quiet with { Alerts = [Sent(Watchdog), Sent(Latency)] };
        var silenced = heard with { Alerts = [Sent(Watchdog), Sent(Latency) with { SilencedBy = ["s1"] }] };

        Ask(Firing(), silenced, heard, Rule with { SilencedCounts = false }).ShouldStartWith("closed [HighLatency");
    }

    [Test]
    public void An_inhibited_alert_counts()
    {
        var inhibited = Quiet with { Alerts = [Sent(Watchdog), Sent(Latency) with { IsInhibited = true }] };

        Ask(Firing(), inhibited, inhibited)
            .ShouldContain("fires since 2026-11-29 11:50:00 UTC, inhibited by another alert. To lift it");
    }

    [Test]
    public void A_pending_alert_counts_where_that_is_said()
    {
        var pending = Firing(isFiring: false);

        Ask(pending, Quiet, Quiet).ShouldStartWith("open: ");
        Ask(pending, Quiet, Quiet, Rule with { PendingCounts = true })
            .ShouldBe(
                """closed [HighLatency{service="ingress",severity="critical"}] HighLatency{service="ingress",severity="critical"} is pending, as its condition holds since 2026-11-29 11:45:00 UTC, and pending alerts count. To lift it, resolve HighLatency"""
            );
    }

    [Test]
    public void So_many_alerts_may_fire()
    {
        var two = Quiet with
        {
            Alerts = [Sent(Watchdog), Sent(Latency), Sent(Labels("DiskFull", ("severity", "critical")))],
        };

        Ask(Well, two, two, Rule with { AtMost = 2 })
            .ShouldBe(
                """open: 2 alerts with severity critical fire, and at most 2 may: DiskFull{severity="critical"} and HighLatency{service="ingress",severity="critical"}"""
            );
        Ask(Well, two, two, Rule with { AtMost = 1 })
            .ShouldBe(
                """
                closed [DiskFull{severity="critical"}] DiskFull{severity="critical"} fires since 2026-11-29 11:50:00 UTC; 2 such alerts fire, and at most 1 may. To lift it, resolve DiskFull
                closed [HighLatency{service="ingress",severity="critical"}] HighLatency{service="ingress",severity="critical"} fires since 2026-11-29 11:50:00 UTC; 2 such alerts fire, and at most 1 may. To lift it, resolve HighLatency
                """
            );
    }

    [Test]
    public void A_peer_that_gives_no_answer_is_unknown() =>
        Of(Rule)
            .Answered(
                (new RulesLook(Main), Well),
                (
                    new PeersLook(Main),
                    new AlertmanagerPeers([
                        Peer(1, Quiet),
                        new AlertmanagerPeer("http://am-2:9093", null, "Alertmanager at http://am-2:9093 answered 503"),
                    ])
                )
            )
            .Verdict()
            .ShouldBe(
                "unknown [Alertmanager http://am-2:9093] Alertmanager at http://am-2:9093 answered 503. To lift it, see that Alertmanager at http://am-2:9093 answers, then ask again"
            );

    [Test]
    public void A_peer_that_settles_is_unknown() =>
        Ask(Well, Quiet, Quiet with { IsSettling = true })
            .ShouldBe(
                "unknown [settling of Alertmanager http://am-2:9093] Alertmanager at http://am-2:9093 is settling: it does not know yet what its peers know. To lift it, wait until Alertmanager at http://am-2:9093 is ready"
            );

    [Test]
    public void A_peer_that_has_just_begun_is_unknown_until_it_was_sent_everything() =>
        Ask(Well, Quiet with { Started = Now.AddSeconds(-30) }, Quiet)
            .ShouldBe(
                "unknown [start of Alertmanager http://am-1:9093] Alertmanager at http://am-1:9093 began 30 s ago with an empty memory, and is sent again what fires within 2 min. To lift it, wait until 2026-11-29 12:01:30 UTC (2026-11-29 12:01:30 UTC)"
            );

    [Test]
    public void A_peer_that_was_not_sent_the_watchdog_is_unknown_although_it_shows_no_alert() =>
        Ask(Well, Quiet with { Alerts = [] }, Quiet)
            .ShouldBe(
                "unknown [watchdog Watchdog of Alertmanager http://am-1:9093] Alertmanager at http://am-1:9093 was not sent the watchdog Watchdog, so that other alerts may not reach it either. To lift it, see that Watchdog always fires and Prometheus sends it to each peer"
            );

    [Test]
    public void A_peer_that_knows_more_peers_than_the_monitor_is_unknown() =>
        Ask(Well, Quiet with { Members = 3 }, Quiet)
            .ShouldBe(
                "unknown [peers of Alertmanager http://am-1:9093] Alertmanager at http://am-1:9093 belongs to 3 peers and the monitor main names 2, and each knows only what it was sent. To lift it, name the address of each peer in environments/promotion.yaml"
            );

    [Test]
    public void Prometheus_that_gives_no_answer_is_unknown() =>
        Of(Rule)
            .Answered(
                (new RulesLook(Main), new Silence("Prometheus at http://prometheus:9090 did not answer within 10 s")),
                (new PeersLook(Main), new AlertmanagerPeers([Peer(1, Quiet), Peer(2, Quiet)]))
            )
            .Verdict()
            .ShouldBe(
                "unknown [Prometheus http://prometheus:9090] Prometheus at http://prometheus:9090 did not answer within 10 s. To lift it, see that Prometheus at http://prometheus:9090 answers, then ask again"
            );

    [Test]
    public void What_was_not_looked_up_is_unknown() =>
        Of(Rule)
            .Verdict()
            .ShouldBe(
                """
                unknown [Alertmanager of main] what Alertmanager of the monitor main knows was not looked up. To lift it, see that Alertmanager answers, then ask again
                unknown [Prometheus http://prometheus:9090] how the rules of Prometheus of the monitor main are was not looked up. To lift it, see that Prometheus at http://prometheus:9090 answers, then ask again
                """
            );

    [Test]
    public void Prometheus_that_has_just_begun_is_unknown_until_its_rules_were_evaluated_twice() =>
        Ask(Well with { Started = Now.AddSeconds(-20) }, Quiet, Quiet)
            .ShouldBe(
                "unknown [start of Prometheus http://prometheus:9090] Prometheus at http://prometheus:9090 began 20 s ago, and knows what fired before only once its rules were evaluated twice. To lift it, wait until 2026-11-29 12:00:40 UTC (2026-11-29 12:00:40 UTC)"
            );

    [Test]
    public void What_is_pending_since_Prometheus_began_may_have_fired_before() =>
        Ask(Firing(isFiring: false) with { Started = Now.AddMinutes(-15).AddSeconds(-30) }, Quiet, Quiet)
            .ShouldBe(
                """unknown [HighLatency{service="ingress",severity="critical"}] HighLatency{service="ingress",severity="critical"} is pending since Prometheus began, and may have fired before. To lift it, resolve HighLatency, or wait until it fires"""
            );

    [Test]
    public void A_rule_that_cannot_be_evaluated_is_unknown() =>
        Ask(
                Rules(WatchdogRule, LatencyRule with { Health = RuleHealth.Failed, Error = "duplicate series" }),
                Quiet,
                Quiet
            )
            .ShouldBe(
                "unknown [rule web/HighLatency] the rule HighLatency of the group web cannot be evaluated and never fires (duplicate series). To lift it, fix the rule HighLatency"
            );

    [Test]
    public void A_rule_that_was_never_evaluated_is_unknown() =>
        Ask(Rules(WatchdogRule, LatencyRule with { Health = RuleHealth.NotEvaluated, Evaluated = null }), Quiet, Quiet)
            .ShouldBe(
                "unknown [rule web/HighLatency] the rule HighLatency of the group web was not evaluated yet. To lift it, wait until the rule HighLatency was evaluated"
            );

    [Test]
    public void A_rule_that_is_no_longer_evaluated_is_unknown() =>
        Ask(Rules(WatchdogRule, LatencyRule with { Evaluated = Now.AddMinutes(-5) }), Quiet, Quiet)
            .ShouldBe(
                "unknown [rule web/HighLatency] the rule HighLatency of the group web was last evaluated 5 min ago, and should be every 30 s. To lift it, see why Prometheus does not evaluate the rule HighLatency"
            );

    [Test]
    public void A_rule_about_a_series_that_is_not_recorded_is_unknown_also_by_way_of_another()
    {
        var raw = Recording("job:latency", "sum(latency)") with { Health = RuleHealth.Failed, Error = "no room" };
        var mean = Recording("mean:latency", "job:latency / 5");
        var other = Recording("other:latency", "job:latency2");

        Ask(Rules(WatchdogRule, LatencyRule with { Query = "mean:latency > 1" }, raw, mean, other), Quiet, Quiet)
            .ShouldBe(
                "unknown [rule web/HighLatency] the rule HighLatency of the group web is about job:latency, which cannot be recorded (no room). To lift it, fix the rule job:latency"
            );
        Ask(Rules(WatchdogRule, LatencyRule with { Query = "other:latency > 1" }, raw, mean, other), Quiet, Quiet)
            .ShouldStartWith("open: ");
    }

    [Test]
    public void A_broken_rule_of_another_severity_is_not_in_the_way_and_a_template_may_be_any()
    {
        var broken = AlertRule("Slow", "warning") with { Health = RuleHealth.Failed };

        Ask(Rules(WatchdogRule, LatencyRule, broken), Quiet, Quiet).ShouldStartWith("open: ");
        Ask(
                Rules(
                    WatchdogRule,
                    LatencyRule,
                    broken with
                    {
                        Labels = Wanted("severity", "{{ $labels.severity }}"),
                        Error = "x",
                    }
                ),
                Quiet,
                Quiet
            )
            .ShouldStartWith("unknown [rule web/Slow]");
    }

    [Test]
    public void Without_a_rule_that_could_fire_nothing_is_known() =>
        Ask(Rules(WatchdogRule, AlertRule("Slow", "warning")), Quiet, Quiet)
            .ShouldBe(
                "unknown [rules of Prometheus http://prometheus:9090] no rule of Prometheus at http://prometheus:9090 makes alerts with severity critical, so that none can fire. To lift it, correct severity and labels of the gate, or add such a rule"
            );

    [Test]
    public void A_watchdog_that_does_not_fire_or_is_no_rule_is_unknown()
    {
        Ask(Rules(WatchdogRule with { Alerts = [] }, LatencyRule), Quiet, Quiet)
            .ShouldBe(
                "unknown [watchdog Watchdog of Prometheus http://prometheus:9090] the watchdog Watchdog does not fire in Prometheus at http://prometheus:9090. To lift it, see that Watchdog always fires"
            );
        Ask(Rules(LatencyRule), Quiet, Quiet)
            .ShouldBe(
                "unknown [watchdog Watchdog of Prometheus http://prometheus:9090] Prometheus at http://prometheus:9090 has no rule Watchdog, which the monitor main names as its watchdog. To lift it, see that Watchdog always fires"
            );
    }

    [Test]
    public void A_monitor_without_a_watchdog_is_unknown_unless_that_is_accepted()
    {
        var monitor = Main with { Watchdog = null };

        Ask(Well, Quiet, Quiet, monitor: monitor)
            .ShouldBe(
                "unknown [watchdog of main] the monitor main names no watchdog, so that silence cannot be told from health. To lift it, name an alert that always fires as its watchdog in environments/promotion.yaml, or write no-watchdog: accepted"
            );
        Ask(Well, Quiet, Quiet, Rule with { AcceptsNoWatchdog = true }, monitor).ShouldStartWith("open: ");
    }

    [Test]
    public void A_monitor_without_Prometheus_is_unknown_as_its_rules_are()
    {
        var monitor = Main with { Prometheus = null };

        Of(Rule, monitor)
            .Answered((new PeersLook(monitor), new AlertmanagerPeers([Peer(1, Quiet), Peer(2, Quiet)])))
            .Verdict()
            .ShouldBe(
                "unknown [Prometheus of main] the monitor main names no prometheus, and only that knows whether rules are evaluated. To lift it, add prometheus to the monitor main in environments/promotion.yaml"
            );
    }

    [Test]
    public void Prometheus_alone_is_enough()
    {
        var monitor = Main with { Alertmanagers = [] };

        Of(Rule, monitor)
            .Answered((new RulesLook(monitor), Well))
            .Verdict()
            .ShouldBe("open: no alert with severity critical fires, as Prometheus says");
        Of(Rule, monitor)
            .Answered((new RulesLook(monitor), Firing()))
            .Verdict()
            .ShouldContain("fires, as its condition holds since 2026-11-29 11:45:00 UTC. To lift it");
    }

    [Test]
    public void All_reasons_are_said_at_once_and_what_is_closed_outranks_what_is_unknown()
    {
        var question = Of(Rule)
            .Answered(
                (new RulesLook(Main), new Silence("Prometheus is gone")),
                (
                    new PeersLook(Main),
                    new AlertmanagerPeers([
                        Peer(1, Quiet with { Alerts = [Sent(Latency)], IsSettling = true }),
                        new AlertmanagerPeer("http://am-2:9093", null, "it is gone too"),
                    ])
                )
            );

        PromotionDecision.Of(question).Gates.Single(gate => gate.Gate == "own").State.ShouldBe(GateState.Closed);
        question
            .Verdict()
            .Split('\n')
            .Select(line => line.Split(']')[0])
            .ShouldBe([
                """closed [HighLatency{service="ingress",severity="critical"}""",
                "unknown [settling of Alertmanager http://am-1:9093",
                "unknown [watchdog Watchdog of Alertmanager http://am-1:9093",
                "unknown [Alertmanager http://am-2:9093",
                "unknown [Prometheus http://prometheus:9090",
            ]);
    }

    private static string Ask(
        PrometheusRules rules,
        AlertmanagerState first,
        AlertmanagerState second,
        AlertsRule? rule = null,
        Monitor? monitor = null
    ) =>
        Of(rule ?? Rule, monitor)
            .Answered(
                (new RulesLook(monitor ?? Main), rules),
                (new PeersLook(monitor ?? Main), new AlertmanagerPeers([Peer(1, first), Peer(2, second)]))
            )
            .Verdict();

    private static AlertmanagerPeer Peer(int number, AlertmanagerState state) => new($"http://am-{number}:9093", state);

    private static PrometheusRules Firing(bool isFiring = true) =>
        Rules(WatchdogRule, LatencyRule with { Alerts = [new RuleAlert(Latency, isFiring, Now.AddMinutes(-15))] });

    private static PrometheusRules Rules(params PrometheusRule[] rules) =>
        new()
        {
            At = Now,
            Started = Now.AddDays(-1),
            All = [.. rules],
        };

    private static PrometheusRule AlertRule(string name, string severity) =>
        new()
        {
            Name = name,
            Group = "web",
            Interval = TimeSpan.FromSeconds(30),
            IsAlert = true,
            Query = "latency > 1",
            Labels = Wanted("severity", severity),
            Health = RuleHealth.Ok,
            Evaluated = Now.AddSeconds(-20),
        };

    private static PrometheusRule Recording(string name, string query) =>
        AlertRule(name, "") with
        {
            IsAlert = false,
            Query = query,
            Labels = ImmutableSortedDictionary<string, string>.Empty,
        };

    private static ImmutableSortedDictionary<string, string> Wanted(string name, string value) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(name, value);

    private static SentAlert Sent(LabelSet labels) => new(labels, Now.AddMinutes(-10), [], IsInhibited: false);

    private static LabelSet Labels(string name, params (string Name, string Value)[] labels) =>
        new([
            KeyValuePair.Create("alertname", name),
            .. labels.Select(label => KeyValuePair.Create(label.Name, label.Value)),
        ]);
}
