using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Decisions.Promotions.Gates;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Tests.Facts.VersionSets;

namespace PathToProd.Tasks.Tests.Facts.Monitoring;

/// <summary>The gates about monitoring, asked of real servers. Each test leaves them as it found them: all there, and nothing fires.</summary>
[CancelAfter(120_000)]
public sealed class MonitoringGateTests
{
    private static readonly VersionSet Release = SetBuilder.Set("2026.11.1", "ingress 1.4.0");

    private readonly MonitoringBed _bed = new();

    private string Alert => "HighLatency{severity=\"critical\"}";

    [OneTimeSetUp]
    public void Start() => _bed.Start();

    [SetUp]
    public void Calm()
    {
        _bed.Set("latency 0");
        Opens();
    }

    [OneTimeTearDown]
    public void Remove() => _bed.Dispose();

    [Test]
    public void An_alert_that_fires_closes_the_gate_and_one_that_is_resolved_opens_it()
    {
        _bed.Set("latency 2");
        Eventually.Holds(
            () => Later(Alerts).StartsWith($"closed [{Alert}] {Alert} fires since ", StringComparison.Ordinal),
            "the alert closes the gate"
        );

        _bed.Set("latency 0");
        Opens();
    }

    [Test]
    public void Two_peers_that_disagree_are_said_and_the_one_that_knows_more_counts()
    {
        var alert =
            $$"""[{"labels":{"alertname":"Lonely","severity":"critical"},"endsAt":"{{DateTime.UtcNow.AddHours(1):O}}"}]""";
        _bed.Second.Post("api/v2/alerts", alert);

        Eventually.Holds(
            () =>
                Later(Alerts)
                    .StartsWith(
                        "closed [Lonely{severity=\"critical\"}] Lonely{severity=\"critical\"} fires since ",
                        StringComparison.Ordinal
                    )
                && Later(Alerts)
                    .EndsWith(
                        $", as {Shown(_bed.Second)} says and {Shown(_bed.First)} does not. To lift it, resolve Lonely",
                        StringComparison.Ordinal
                    ),
            "the peer that knows the alert closes the gate"
        );

        _bed.Second.Post(
            "api/v2/alerts",
            """[{"labels":{"alertname":"Lonely","severity":"critical"},"endsAt":"2026-01-01T00:00:00Z"}]"""
        );
    }

    [Test]
    public void A_silenced_alert_says_who_silenced_it_and_is_ignored_where_that_is_said()
    {
        var (from, to) = (DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddHours(1));
        _bed.First.Post(
            "api/v2/silences",
            $$"""{"matchers":[{"name":"alertname","value":"HighLatency","isRegex":false}],"startsAt":"{{from:O}}","endsAt":"{{to:O}}","createdBy":"ann","comment":"known"}"""
        );
        _bed.Set("latency 2");

        Eventually.Holds(
            () => Later(Alerts).Contains(", silenced by ann until ", StringComparison.Ordinal),
            "both peers know the silence"
        );
        Later(Alerts with { SilencedCounts = false }).ShouldStartWith("open: ");
    }

    [Test]
    public void Alertmanager_that_begins_again_with_an_empty_list_is_not_quiet()
    {
        _bed.Second.Kill();
        Later(Alerts)
            .ShouldBe(
                $"unknown [Alertmanager {Shown(_bed.Second)}] Alertmanager at {Shown(_bed.Second)} did not answer: Connection refused. To lift it, see that Alertmanager at {Shown(_bed.Second)} answers, then ask again"
            );

        _bed.Second.Begin();
        Eventually.Holds(
            () =>
                Ask(Alerts)
                    .Contains(
                        $"unknown [start of Alertmanager {Shown(_bed.Second)}] Alertmanager at {Shown(_bed.Second)} began ",
                        StringComparison.Ordinal
                    ),
            "its start is said"
        );
    }

    [Test]
    public void Prometheus_that_begins_again_is_unknown_until_it_knows_what_fires()
    {
        _bed.Set("latency 2");
        Eventually.Holds(() => Later(Alerts).StartsWith("closed ", StringComparison.Ordinal), "the alert fires");
        _bed.Prometheus.Kill();
        var shown = Shown(_bed.Prometheus);
        Later(Alerts)
            .ShouldContain(
                $"unknown [Prometheus {shown}] Prometheus at {shown} did not answer: Connection refused. To lift it, see that Prometheus at {shown} answers, then ask again"
            );

        Eventually.Holds(
            () => !Later(Alerts).Contains("closed ", StringComparison.Ordinal),
            "Alertmanager forgets the alert, as no one sends it again"
        );
        Later(Alerts).ShouldStartWith("unknown ");
        _bed.Prometheus.Begin();
        var seen = new List<string>();
        Eventually.Holds(
            () =>
            {
                seen.Add(Later(Alerts));
                return seen[^1].StartsWith("closed ", StringComparison.Ordinal);
            },
            "the alert is found again"
        );
        seen.ShouldNotContain(verdict => verdict.StartsWith("open", StringComparison.Ordinal));
    }

    [Test]
    public void A_rule_that_cannot_be_evaluated_leaves_the_gate_unknown()
    {
        _bed.Set("latency 0", "doubled{a=\"1\"} 1", "doubled{a=\"2\"} 1");
        Eventually.Holds(
            () =>
                Later(Alerts)
                    .StartsWith(
                        "unknown [rule web/Doubled] the rule Doubled of the group web cannot be evaluated and never fires (found duplicate series for the match group {}",
                        StringComparison.Ordinal
                    ),
            "the rule is found to fail"
        );
    }

    [Test]
    public void A_query_that_is_right_false_empty_no_number_or_wrong_has_five_results()
    {
        var rule = new SloRule
        {
            Monitor = "main",
            Query = "latency",
            Limit = 1,
        };
        Eventually.Holds(() => Ask(rule).StartsWith("open", StringComparison.Ordinal), "the service was asked");

        Ask(rule).ShouldBe("open: latency is at most 1 in 1 of 1 measurement, 0 in the last");
        Ask(rule with { IsAtLeast = true })
            .ShouldBe(
                "closed [failed] latency is 0 and must be at least 1: 1 of 1 measurement failed, and none may. To lift it, bring it to at least 1"
            );
        Ask(rule with { Query = "nothing" })
            .ShouldStartWith("unknown [no data] nothing found nothing: 1 of 1 measurement ");
        Ask(rule with { Query = "latency / latency" })
            .ShouldStartWith("unknown [not a number] latency / latency gave no number");
        Ask(rule with { Query = "sum(" })
            .ShouldStartWith(
                $"unknown [error] sum( gave no answer that can be used: 1 of 1 measurement ended with an error, and none may (Prometheus at {Shown(_bed.Prometheus)} answered 400: invalid parameter \"query\": 1:5: parse error: unclosed left parenthesis). To lift it, "
            );
        Ask(rule with { Query = "ALERTS or up" })
            .ShouldStartWith(
                "unknown [error] ALERTS or up gave no answer that can be used: 1 of 1 measurement ended with an error, and none may (the query gives 2 series"
            );
    }

    [Test]
    public void Measurements_are_made_in_the_past_so_that_nothing_waits_for_the_next()
    {
        var rule = new SloRule
        {
            Monitor = "main",
            Query = "time()",
            Limit = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 150,
            Count = 5,
        };

        Ask(rule).ShouldContain("3 of 5 measurements failed, and none may.");
    }

    [Test]
    public void Soak_grows_and_shrinks_by_what_fired_and_says_by_which_alert()
    {
        var deployed = DateTimeOffset.UtcNow;
        var rule = new SoakRule { For = TimeSpan.FromSeconds(6), Monitor = "main" };
        _bed.Set("latency 2");
        Eventually.Holds(
            () =>
                Soak(rule, deployed)
                    .Contains(
                        $"closed [{Alert} in staging] {Alert} takes time from staging since ",
                        StringComparison.Ordinal
                    ),
            "the alert takes time"
        );
        Soak(rule, deployed).ShouldNotContain("unknown");

        _bed.Set("latency 0");
        Eventually.Holds(
            () => Soak(rule, deployed).Contains($"closed [{Alert} in staging] {Alert} took ", StringComparison.Ordinal),
            "what fired is named after it was resolved"
        );
        Eventually.Holds(
            () => Soak(rule, deployed).StartsWith("open: healthy in staging for ", StringComparison.Ordinal),
            "enough healthy time was earned"
        );
        (DateTimeOffset.UtcNow - deployed).ShouldBeGreaterThan(rule.For + TimeSpan.FromSeconds(1));
    }

    [Test]
    public void Time_in_which_Prometheus_was_away_is_no_soak()
    {
        var deployed = DateTimeOffset.UtcNow;
        // Long enough that the gate is asked several times while it is earned, however busy the machine is.
        var rule = new SoakRule { For = TimeSpan.FromSeconds(6), Monitor = "main" };
        _bed.Prometheus.Kill();
        Soak(rule, deployed)
            .ShouldContain($"Prometheus at {Shown(_bed.Prometheus)} did not answer: Connection refused");
        Eventually.Holds(() => DateTimeOffset.UtcNow > deployed + TimeSpan.FromSeconds(4), "time goes by");

        _bed.Prometheus.Begin();
        var seen = new List<string>();
        Eventually.Holds(
            () =>
            {
                seen.Add(Soak(rule, deployed));
                return seen[^1].StartsWith("open: healthy in staging for ", StringComparison.Ordinal);
            },
            "enough healthy time was earned"
        );
        seen.ShouldContain(verdict =>
            verdict.Contains(
                "unknown [unevaluated time in staging] the watchdog did not fire for ",
                StringComparison.Ordinal
            )
        );
    }

    private static AlertsRule Alerts { get; } = new() { Monitor = "main" };

    private static string Shown(MonitoringProgram program) => program.Address.GetLeftPart(UriPartial.Authority);

    private void Opens() =>
        Eventually.Holds(() => Later(Alerts).StartsWith("open: ", StringComparison.Ordinal), "the gate opens again");

    private string Ask(GateRule rule) =>
        MonitoringBed.Verdict(MonitoredQuestion.Of(rule, _bed.Monitor, DateTimeOffset.UtcNow));

    /// <summary>As if it was asked ten minutes later, when the start of Alertmanager is long ago.</summary>
    private string Later(GateRule rule) =>
        MonitoringBed.Verdict(MonitoredQuestion.Of(rule, _bed.Monitor, DateTimeOffset.UtcNow.AddMinutes(10)));

    private string Soak(SoakRule rule, DateTimeOffset deployed)
    {
        var ledger = new LedgerBuilder("staging") { Now = deployed.AddHours(-1) };
        ledger.Deploy("ingress", "1.4.0", digest: Release.Members["ingress"].Digest.ToString()).Succeeds();
        return MonitoringBed.Verdict(
            MonitoredQuestion.Of(rule, _bed.Monitor, DateTimeOffset.UtcNow) with
            {
                Set = Release,
                Histories = ImmutableDictionary<string, DeploymentHistory>.Empty.Add("staging", ledger.History),
            }
        );
    }
}
