using PathToProd.Model.Platform.Loading;
using PathToProd.Model.Promotions;
using PathToProd.Tests.Model.Platform;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Promotions;

/// <summary>The path of promotions, and each way in which its file can be wrong, with its whole message.</summary>
public sealed class PromotionPathTests
{
    [Test]
    public void Steps_come_after_those_that_they_name_and_share_policies()
    {
        var path = Load(
            """
            path:
              prod: { after: staging, policy: strict, environments: [prod-us, prod-eu], promote: every, at-most-every: 1d }
              staging: { after: ci }
              ci: {}
            policies:
              strict:
                gates:
                  works: { known-good: { in: ci } }
                  step: { transition: {}, informing: true }
                override: allowed
                on-failure: rollback
                longest-freeze: 30d
            """
        );

        path.Steps.Select(step => step.Name).ShouldBe(["ci", "staging", "prod"]);
        var prod = path.Steps[2];
        prod.Environments.ShouldBe(["prod-eu", "prod-us"]);
        prod.Pace.ShouldBe(new PromotionPace(PaceChoice.Every, TimeSpan.FromDays(1)));
        prod.Policy.Gates.Select(gate => (gate.Name, gate.Rule.Kind, gate.IsInforming))
            .ShouldBe([("works", "known-good", false), ("step", "transition", true)]);
        prod.Policy.AllowsOverride.ShouldBeTrue();
        prod.Policy.RollsBack.ShouldBeTrue();
        prod.Policy.LongestFreeze.ShouldBe(TimeSpan.FromDays(30));
        path.EnvironmentsBefore(prod).ShouldBe(["staging"]);
        path.StepOf("prod-us").ShouldBe(prod);
    }

    [Test]
    public void The_text_of_a_policy_is_kept_without_its_comments_and_layout()
    {
        var flow = Load("path: { ci: {} }\npolicies: { p: { gates: { works: { known-good: {} } } } }\n").Policies["p"];
        var block = Load(
            "path: { ci: {} }\npolicies:\n  p:\n    # why\n    gates:\n      works:\n        known-good: {}\n"
        ).Policies["p"];

        flow.Text.ShouldBe(block.Text);
        flow.Digest.ShouldBe(block.Digest);
    }

    [Test]
    public void A_platform_without_the_file_has_no_path() =>
        PromotionLoader.Load(Platform(), Platform().Load()).IsEmpty.ShouldBeTrue();

    [TestCase(
        "path: { ci: {}, stagin: { after: ci } }",
        "environments/promotion.yaml(1,17): the step stagin is about stagin, and there is no such environment; did you mean staging?"
    )]
    [TestCase(
        "path: { base: {} }",
        "environments/promotion.yaml(1,9): the step base is about base, which has no target: it is only there to be extended; name one that has a target"
    )]
    [TestCase(
        "path: { ci: {}, staging: { after: cl } }",
        "environments/promotion.yaml(1,35): the step staging comes after cl, and there is no such step; did you mean ci?"
    )]
    [TestCase(
        "path: { ci: {}, all: { environments: [ci, staging], after: ci } }",
        "environments/promotion.yaml(1,39): ci is in two steps, ci and all, and an environment is promoted to in one; "
            + "remove it here or at environments/promotion.yaml(1,9)"
    )]
    [TestCase(
        "path: { ci: { after: prod }, staging: { after: ci }, prod: { after: staging, environments: [prod-eu] } }",
        "environments/promotion.yaml(1,9): the path goes in a circle: ci after prod after staging after ci; remove one after of these"
    )]
    [TestCase(
        "path: { ci: {}, staging: { after: ci, policy: strikt } }\npolicies: { strict: {} }",
        "environments/promotion.yaml(1,39): the step staging has the policy strikt, and there is no such policy; did you mean strict?"
    )]
    [TestCase(
        "path: { ci: {} }\npolicies: { strict: { gates: { works: { known-good: { in: cl } } } } }",
        "environments/promotion.yaml(2,55): the gate works of the policy strict asks cl, and there is no such environment; did you mean ci?"
    )]
    [TestCase(
        "path: { ci: {} }\nmonitors: { prod: {} }",
        "environments/promotion.yaml(2,13): the monitor prod has neither prometheus nor alertmanagers; add the address of one of them, or remove the monitor"
    )]
    [TestCase(
        "path: { ci: {} }\nmonitors: { prod: { prometheus: prometheus:9090 } }",
        "environments/promotion.yaml(2,33): prometheus must be an address such as http://prometheus.example.com:9090, and \"prometheus:9090\" is not: "
            + "it is not an address; write http:// or https://, a host, and a port if needed"
    )]
    [TestCase(
        "path: { ci: {} }\nrecords-in: ci",
        "environments/promotion.yaml(2,1): records-in means something only where platform.yaml keeps ledgers in clusters; remove it"
    )]
    [TestCase(
        "path: {}",
        "environments/promotion.yaml(1,1): the path has no steps; add one such as \"ci: {}\", or remove the file"
    )]
    [TestCase(
        "path: { ci: {}, workshop: { after: ci } }",
        "environments/workshop/environment.yaml: workshop deploys what the working copy holds, and a promotion to it would change nothing; "
            + "write versions: pinned in environments/workshop/environment.yaml, or take workshop off the path"
    )]
    public void What_is_wrong_is_said_with_its_place_and_the_fix(string text, string problem) =>
        Should.Throw<PlatformException>(() => Load(text)).Problems.Select(one => one.ToString()).ShouldBe([problem]);

    [Test]
    public void A_gate_has_one_kind()
    {
        var problems = Should
            .Throw<PlatformException>(() =>
                Load(
                    "path: { ci: {} }\npolicies: { p: { gates: { a: { known-good: {}, transition: {} }, b: { informing: true } } } }"
                )
            )
            .Problems;

        problems.Count.ShouldBe(2);
        problems[0]
            .ToString()
            .ShouldBe(
                "environments/promotion.yaml(2,30): gates.a has both known-good and transition; remove one of the two"
            );
        problems[1]
            .ToString()
            .ShouldBe(
                "environments/promotion.yaml(2,69): gates.b has none of known-good, transition, order, verified, alerts, slo, soak, window, fits-window, notice, approval, signed, drift-free and script; add one of them"
            );
    }

    [Test]
    public void A_gate_that_there_is_not_and_a_duration_of_no_unit_say_what_to_write() =>
        Should
            .Throw<PlatformException>(() =>
                Load(
                    "path: { ci: {} }\npolicies: { p: { gates: { a: { known-god: {} }, b: { soak: { for: 3fortnights } }, c: { soak: { for: 24 } } } } }"
                )
            )
            .Message.ShouldBe(
                """
                environments/promotion.yaml(2,30): gates.a has none of known-good, transition, order, verified, alerts, slo, soak, window, fits-window, notice, approval, signed, drift-free and script; add one of them
                environments/promotion.yaml(2,32): gates.a has the unknown key known-god; did you mean known-good?
                environments/promotion.yaml(2,68): for must be a duration such as 90s, 5m or 1h30m, and "3fortnights" is not: 'f' is not a unit; write d, h, m or s after the number
                environments/promotion.yaml(2,102): for must be a duration such as 90s, 5m or 1h30m, and this is the number 24; write 24s for seconds or 24m for minutes
                """
            );

    private static PromotionPath Load(string text)
    {
        var files = Platform().With(PromotionPath.FileName, text + "\n");
        return PromotionLoader.Load(files, files.Load());
    }

    private static PlatformBuilder Platform() =>
        PlatformBuilder
            .Platform()
            .Environment("base", "")
            .Environment("workshop", "target: { directory: artifacts/workshop }\n")
            .Environment("ci", Pinned("ci"))
            .Environment("staging", Pinned("staging"))
            .Environment("prod-eu", Pinned("prod-eu"))
            .Environment("prod-us", Pinned("prod-us"));

    private static string Pinned(string name) => $"target: {{ directory: artifacts/{name} }}\nversions: pinned\n";
}
