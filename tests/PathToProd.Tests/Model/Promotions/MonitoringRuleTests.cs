using PathToProd.Model.Platform.Loading;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Model.Platform;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Promotions;

/// <summary>The gates about monitoring, as a policy says them, and each way in which that can be wrong.</summary>
public sealed class MonitoringRuleTests
{
    [Test]
    public void Alerts_are_those_of_the_severity_critical_unless_the_gate_says_otherwise()
    {
        Rule("alerts: { monitor: main }").ShouldBe(new AlertsRule { Monitor = "main" });
        Rule(
                "alerts: { monitor: main, severity: [critical, page], labels: { service: ingress }, at-most: 2, pending: counts, silenced: ignored, no-watchdog: accepted }"
            )
            .ShouldBe(
                new AlertsRule
                {
                    Monitor = "main",
                    Selection = new AlertSelection(
                        ["critical", "page"],
                        AlertSelection.Critical.Labels.Add("service", "ingress")
                    ),
                    AtMost = 2,
                    PendingCounts = true,
                    SilencedCounts = false,
                    AcceptsNoWatchdog = true,
                }
            );
    }

    [Test]
    public void A_measurement_is_one_unless_the_gate_says_otherwise()
    {
        Rule("slo: { monitor: main, query: 'job:errors', at-most: 0.01 }")
            .ShouldBe(
                new SloRule
                {
                    Monitor = "main",
                    Query = "job:errors",
                    Limit = 0.01,
                }
            );
        Rule(
                "slo: { monitor: main, query: up, at-least: 1, count: 5, interval: 2m, failed: 1, inconclusive: 2, errors: 3, samples: 4, no-data: failed }"
            )
            .ShouldBe(
                new SloRule
                {
                    Monitor = "main",
                    Query = "up",
                    Limit = 1,
                    IsAtLeast = true,
                    Count = 5,
                    Interval = TimeSpan.FromMinutes(2),
                    MaxFailed = 1,
                    MaxInconclusive = 2,
                    MaxErrors = 3,
                    MinSamples = 4,
                    NoData = NoDataMeaning.Failed,
                }
            );
    }

    [Test]
    public void Soak_is_in_the_environments_before_unless_the_gate_says_otherwise()
    {
        var soak = (SoakRule)Rule("soak: { for: 24h }");

        soak.For.ShouldBe(TimeSpan.FromHours(24));
        soak.In.ShouldBeEmpty();
        (soak.Counting, soak.Within, soak.Monitor).ShouldBe((SoakCounting.All, TimeSpan.FromDays(14), null));

        soak = (SoakRule)Rule(
            "soak: { for: 1h, in: [ci, sandbox], counting: sum, within: 2d, monitor: main, severity: page, labels: { team: core }, no-watchdog: accepted }"
        );

        soak.In.ShouldBe(["ci", "sandbox"]);
        (soak.Counting, soak.Within, soak.Monitor).ShouldBe((SoakCounting.Sum, TimeSpan.FromDays(2), "main"));
        soak.Selection.ToString().ShouldBe("severity page and team=\"core\"");
        soak.AcceptsNoWatchdog.ShouldBeTrue();
    }

    [TestCase(
        "alerts: { monitor: mian }",
        "environments/promotion.yaml(3,44): the gate own of the policy p asks mian, and there is no such monitor; did you mean main?"
    )]
    [TestCase(
        "alerts: {}",
        "environments/promotion.yaml(3,42): alerts is missing the key monitor; add \"monitor: NAME\""
    )]
    [TestCase(
        "alerts: { monitor: main, severity: [critical, critical], labels: { 1a: x } }",
        """
            environments/promotion.yaml(3,80): severity has the same item twice; remove one of the two
            environments/promotion.yaml(3,101): a label must be the name of a label such as service, and "1a" is not: it holds other characters; write letters, digits and _, a letter first
            """
    )]
    [TestCase(
        "alerts: { monitor: main, at-most: -1, pending: often, silenced: count }",
        """
            environments/promotion.yaml(3,68): at-most must be a whole number from 0 to 1000, and this is the number -1; write a whole number from 0 to 1000
            environments/promotion.yaml(3,81): pending must be ignored or counts, and "often" is not; write ignored or counts
            environments/promotion.yaml(3,98): silenced must be counts or ignored, and "count" is not; did you mean counts?
            """
    )]
    [TestCase(
        "slo: { monitor: main, query: up }",
        "environments/promotion.yaml(3,39): slo has neither at-most nor at-least; add one of the two"
    )]
    [TestCase(
        "slo: { monitor: main, query: up, at-most: 1, at-least: 0 }",
        "environments/promotion.yaml(3,39): slo has both at-most and at-least; remove one of the two"
    )]
    [TestCase(
        "slo: { monitor: other, at-most: many, count: 0, samples: 101, no-data: fine }",
        """
            environments/promotion.yaml(3,39): slo is missing the key query; add "query: QUERY"
            environments/promotion.yaml(3,66): at-most must be a number such as 0.01, and this is text; write a number such as 0.01
            environments/promotion.yaml(3,79): count must be a whole number from 1 to 100, and this is the number 0; write a whole number from 1 to 100
            environments/promotion.yaml(3,91): samples must be a whole number from 1 to 100, and this is the number 101; write a whole number from 1 to 100
            environments/promotion.yaml(3,105): no-data must be unknown, passed or failed, and "fine" is not; write unknown, passed or failed
            """
    )]
    [TestCase(
        "soak: { for: 0h, in: [ci, nowhere] }",
        "environments/promotion.yaml(3,47): for must be a duration such as 90s, 5m or 1h30m, and \"0h\" is not: it is zero; write more than 0"
    )]
    [TestCase(
        "soak: { for: 1h, in: [ci, nowhere], monitor: other }",
        """
            environments/promotion.yaml(3,60): the gate own of the policy p asks nowhere, and there is no such environment; the environments are ci, sandbox
            environments/promotion.yaml(3,70): the gate own of the policy p asks other, and there is no such monitor; the only monitor is main
            """
    )]
    [TestCase(
        "soak: { for: 1h, severity: page }",
        "environments/promotion.yaml(3,51): soak has severity without monitor; add monitor, or remove severity"
    )]
    public void What_is_wrong_is_said_with_its_place(string gate, string problems) =>
        Should.Throw<PlatformException>(() => Load(gate)).Message.ShouldBe(problems.ReplaceLineEndings("\n"));

    private static GateRule Rule(string gate) => Load(gate).Policies["p"].Gates.Single().Rule;

    private static PromotionPath Load(string gate)
    {
        var platform = PlatformBuilder
            .Platform()
            .Environment("ci", "target: { directory: artifacts/ci }\n")
            .With(
                PromotionPath.FileName,
                $$"""
                path: { ci: { policy: p } }
                monitors: { main: { prometheus: "http://localhost:9090" } }
                policies: { p: { gates: { own: { {{gate}} } } } }

                """
            );
        return PromotionLoader.Load(platform, platform.Load());
    }
}
