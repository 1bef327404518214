using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>The path to production, from the command line, on real components that are deployed to directories.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class PromotionTests : IDisposable
{
    private const string Requires = "requires:\n  base: \">=1 <2\"\n";

    private readonly PathPlatform _path = new();

    private SetPlatform Sets => _path.Sets;

    private ScratchPlatform Platform => _path.Platform;

    public void Dispose() => _path.Dispose();

    [Test]
    public void A_set_earns_its_way_from_ci_to_production_with_the_same_digests()
    {
        Good("2026.11.1");

        Run("Advance").ShouldSucceed().Said.ShouldContain("prod 2026.11.1 waits");
        Run("Gates", "--environment=prod")
            .ShouldSucceed()
            .Output.ShouldContain(
                """
                Because 2026.11.1 has 0 of 1 approval by release-managers for prod,
                2026.11.1 is not promoted to prod.
                """
            );
        Run("Approve", "--set=2026.11.1", "--environment=prod").ShouldSucceed();
        var advanced = Run("Advance", "--output=json").ShouldSucceed();

        PathPlatform.Moves(advanced).ShouldBe(["ci stays", "staging stays", "prod promotes 2026.11.1"]);
        Platform.Read("environments/prod/versions.yaml").ShouldEndWith("deployed.\nbase: 1.0.0\nweb: 1.0.0\n");
        Digests("ci").ShouldBe(Digests("prod"));
        PathPlatform
            .Moves(Run("Advance", "--output=json").ShouldSucceed())
            .ShouldBe(["ci stays", "staging stays", "prod stays"]);
    }

    [Test]
    public void A_promotion_that_skips_a_step_is_refused_with_every_reason_and_changes_nothing()
    {
        Good("2026.11.1");

        var refused = Run("Promote", "--set=2026.11.1", "--environment=prod").ShouldEnd(3);

        refused.Output.ShouldContain(
            """
            Because staging comes first, and 2026.11.1 never ran there,
            and because 2026.11.1 has 0 of 1 approval by release-managers for prod,
            2026.11.1 is not promoted to prod.
              - Promote it there first: ./build.sh --target=Promote --set=2026.11.1 --environment=staging --deploy
            """
        );
        Platform.Has("environments/prod/versions.yaml").ShouldBeFalse();
        Platform.Has("environments/promotions.jsonl").ShouldBeFalse();
    }

    [Test]
    public void A_set_that_fails_its_verification_is_rolled_back_and_condemned_and_never_reaches_production()
    {
        Good("2026.11.1");
        Run("Advance").ShouldSucceed();
        Broken("2026.11.2", "staging");

        var failed = Run("Advance", "--output=json").ShouldEnd(1);

        PathPlatform.Moves(failed).ShouldBe(["ci promotes 2026.11.2", "staging failed 2026.11.2", "prod stays"]);
        failed.Error.ShouldContain("2026.11.2 failed in staging and is condemned. staging goes back to 2026.11.1.");
        Platform
            .Read("environments/promotions.jsonl")
            .ShouldContain(
                "The smoke test tests/smoke.sh of web failed with exit code 1: broken)",
                Case.Sensitive,
                "why it was condemned is kept"
            );
        Platform.Read("environments/staging/versions.yaml").ShouldContain("web: 1.0.0");
        Run("Status", "--environment=staging", "--component=web").Output.ShouldContain("1.0.0");
        Run("Promote", "--set=2026.11.2", "--environment=staging").ShouldEnd(3).Output.ShouldContain("condemned");
        PathPlatform
            .Moves(Run("Advance", "--output=json").ShouldSucceed())
            .ShouldBe(["ci stays", "staging stays", "prod stays"]);
    }

    [Test]
    public void What_was_promoted_is_deployed_from_a_checkout_whose_versions_yaml_is_older()
    {
        Good("2026.11.1");
        Run("Advance").ShouldSucceed();
        var older = Platform.Read("environments/staging/versions.yaml");
        Sets.Build("web", "1.1.0");
        Good("2026.11.2");
        Run("Promote", "--set=2026.11.2", "--environment=ci", "--deploy").ShouldSucceed();
        Run("Promote", "--set=2026.11.2", "--environment=staging").ShouldSucceed();
        Platform.File("environments/staging/versions.yaml", older);

        Run("Deploy", "--component=all", "--environment=staging")
            .ShouldEnd(3)
            .Error.ShouldBe(
                "Because staging should run 2026.11.2, which was promoted to it after 2026.11.1, 2026.11.1 is not deployed. Deploy 2026.11.2: "
                    + "./build.sh --target=Advance. Or go back: ./build.sh --target=Rollback --environment=staging\n"
            );
        Run("Deploy", "--component=all", "--set=2026.11.2", "--environment=staging")
            .ShouldEnd(2)
            .Error.ShouldBe(
                "staging pins web 1.0.0, and 2026.11.2 has 1.1.0; promote it: ./build.sh --target=Promote --set=2026.11.2 --environment=staging --deploy; or leave --set out\n"
            );
        Run("Advance", "--dry-run").ShouldSucceed();
        Platform.Read("environments/staging/versions.yaml").ShouldBe(older);
        var advanced = Run("Advance", "--output=json").ShouldSucceed();

        PathPlatform.Moves(advanced).ShouldBe(["ci stays", "staging deploys 2026.11.2", "prod stays"]);
        advanced.Error.ShouldContain(
            "environments/staging/versions.yaml says 2026.11.2 now, which was promoted there before.\n"
        );
        Platform.Read("environments/staging/versions.yaml").ShouldEndWith("deployed.\nbase: 1.0.0\nweb: 1.1.0\n");
        Platform.File("environments/staging/versions.yaml", older);
        PathPlatform.Moves(Run("Advance", "--output=json").ShouldSucceed())[1].ShouldBe("staging stays");
        Run("Deploy", "--component=all", "--environment=staging").ShouldSucceed();
    }

    [Test]
    public void What_a_promotion_brings_is_said_and_may_be_planned_before_it()
    {
        Good("2026.11.1");
        var open = Run("Promote", "--set=2026.11.1", "--environment=ci", "--dry-run").ShouldSucceed().Output;
        open.ShouldContain(
            """

            ci to 2026.11.1: 2 components differ, 0 are the same.

            COMPONENT  CHANGE  FROM  TO
            base       added         1.0.0
            web        added         1.0.0

            Planned base and web for ci in
            """
        );
        open.ShouldEndWith(
            "\n2026.11.1 would be promoted to ci. Nothing was changed. Do it: ./build.sh --target=Promote --set=2026.11.1 --environment=ci --deploy\n"
        );
        Platform.Has("environments/promotions.jsonl").ShouldBeFalse();
        Run("Advance").ShouldSucceed();
        Sets.Build("web", "1.1.0");
        Good("2026.11.2");

        Run("Promote", "--set=2026.11.2", "--environment=staging", "--dry-run")
            .ShouldEnd(3)
            .Output.ShouldContain(
                """

                staging to 2026.11.2: 1 component differs, 1 is the same.

                COMPONENT  CHANGE    FROM   TO
                web        upgraded  1.0.0  1.1.0

                """
            );
        var brings = JsonNode.Parse(
            Run("Promote", "--set=2026.11.2", "--environment=staging", "--output=json").ShouldEnd(3).Output
        )!["brings"]!;
        ((string?)brings["from"]!["name"]).ShouldBe("staging");
        ((string?)brings["changes"]!.AsArray().ShouldHaveSingleItem()!["component"]).ShouldBe("web");
        Run("Plan", "--component=all", "--environment=staging", "--set=2026.11.2")
            .ShouldSucceed()
            .Output.ShouldContain("web 1.1.0");
    }

    [Test]
    public void Where_it_is_not_known_what_runs_it_is_not_known_what_a_promotion_brings()
    {
        Good("2026.11.1");
        Platform.File("environments/prod/ledger.jsonl", "{\"event\":\"sta\n");

        var refused = Run("Promote", "--set=2026.11.1", "--environment=prod").ShouldEnd(3);

        refused.Output.ShouldContain("\nWhat the promotion would bring is not known. What runs in prod is not known: ");
    }

    [Test]
    public void What_a_hand_wrote_into_versions_yaml_is_not_deployed_until_it_is_promoted()
    {
        Good("2026.11.1");
        Run("Advance").ShouldSucceed();
        Sets.Build("web", "1.1.0").Deploy("web").Pin("2026.11.2");
        Platform.File("environments/staging/versions.yaml", "base: 1.0.0\nweb: 1.1.0\n");

        var refused = Run("Deploy", "--component=all", "--environment=staging").ShouldEnd(3);

        refused.Error.ShouldBe(
            """
            Because staging should run 2026.11.1, which was promoted to it, and 2026.11.2 was not, it is not deployed.
            Because ci comes first, and 2026.11.2 is not there whole: web 1.1.0 is missing,
            and because no evidence shows whether 2026.11.2 works,
            2026.11.2 is not promoted to staging.
              - Promote it there first: ./build.sh --target=Promote --set=2026.11.2 --environment=ci --deploy
              - Test it: ./build.sh --target=Certify --set=2026.11.2
            Once its gates are open: ./build.sh --target=Promote --set=2026.11.2 --environment=staging --deploy

            """
        );
        refused.ShouldTouchNothing();
    }

    [Test]
    public void Once_each_cause_is_accepted_with_a_reason_exactly_that_is_deployed_without_a_promotion()
    {
        Good("2026.11.1");
        Run("Approve", "--set=2026.11.1", "--environment=prod").ShouldSucceed();
        Run("Advance").ShouldSucceed();
        Sets.Build("web", "1.1.0").Deploy("web").Pin("2026.11.2");
        Platform.File("environments/prod/versions.yaml", "base: 1.0.0\nweb: 1.1.0\n");

        Deploy("prod")
            .ShouldEnd(3)
            .Error.ShouldBe(
                """
                Because prod should run 2026.11.1, which was promoted to it, and 2026.11.2 was not, it is not deployed.
                Because staging comes first, and 2026.11.2 is not there whole: web 1.1.0 is missing,
                and because no evidence shows whether 2026.11.2 works,
                and because 2026.11.2 has 0 of 1 approval by release-managers for prod,
                2026.11.2 is not promoted to prod.
                  - Promote it there first: ./build.sh --target=Promote --set=2026.11.2 --environment=staging --deploy
                  - Test it: ./build.sh --target=Certify --set=2026.11.2
                  - Ask USER: ./build.sh --target=Approve --set=2026.11.2 --environment=prod
                Once its gates are open: ./build.sh --target=Promote --set=2026.11.2 --environment=prod --deploy
                Or accept what is in the way, cause by cause, and deploy it without a promotion:
                  ./build.sh --target=Override --set=2026.11.2 --environment=prod '--cause=order/staging comes first' --until=12h --reason=TEXT
                  ./build.sh --target=Override --set=2026.11.2 --environment=prod '--cause=works/no evidence' --until=12h --reason=TEXT
                  ./build.sh --target=Override --set=2026.11.2 --environment=prod '--cause=approved/approval by release-managers' --until=12h --reason=TEXT

                """.Replace("USER", Environment.UserName)
            );

        Accept("order/staging comes first");
        Accept("works/no evidence");
        Deploy("prod")
            .ShouldEnd(3)
            .Error.ShouldContain("2026.11.2 has 0 of 1 approval by release-managers for prod,\n2026.11.2 is");
        Accept("approved/approval by release-managers");
        var deployed = Deploy("prod").ShouldSucceed();

        var until = _path.Records[^2]["until"]!.GetValue<DateTimeOffset>().ToString("yyyy-MM-dd HH:mm:ss", null);
        deployed.Error.ShouldContain(
            $"""
            Although prod should run 2026.11.1, which was promoted to it, 2026.11.2 is deployed without a promotion, as each cause against it was accepted:
              - order/staging comes first, which is closed: by {PathPlatform.Who} until
            """
        );
        deployed.Error.ShouldContain($"  - works/no evidence, which is not known: by {PathPlatform.Who} until ");
        deployed.Error.ShouldContain(
            $"  - approved/approval by release-managers, which is closed: by {PathPlatform.Who} until {until} UTC: Outage\n"
        );
        _path.Records[^1]["event"]!.ToString().ShouldBe("admitted");
        _path.Records.Count(record => record["event"]!.ToString() == "promoted").ShouldBe(3);
        Run("Status", "--environment=prod", "--component=web").Output.ShouldContain("1.1.0");
    }

    [Test]
    public void What_was_accepted_as_unknown_is_not_accepted_once_it_is_known_and_another_set_is_not_at_all()
    {
        Good("2026.11.1");
        Run("Approve", "--set=2026.11.1", "--environment=prod").ShouldSucceed();
        Run("Advance").ShouldSucceed();
        var broken = Path.Combine(Platform.Home, "broken");
        Platform.Script("components/web/tests/smoke.sh", $"if [ -e {broken} ]; then echo broken >&2; exit 1; fi");
        Platform.Component("web", "1.1.0", $"{Requires}smoke: {{ script: tests/smoke.sh, timeout: 30s }}\n");
        Sets.Deploy().Pin("2026.11.2");
        Platform.File("environments/prod/versions.yaml", "base: 1.0.0\nweb: 1.1.0\n");
        foreach (var cause in (string[])["order", "works", "approved"])
        {
            Accept(cause);
        }

        File.WriteAllText(broken, "");
        Run("Certify", "--set=2026.11.2", "--environment=sandbox").ShouldEnd(1);
        var refused = Deploy("prod").ShouldEnd(3).Error;

        refused.ShouldContain("2026.11.2 was not, it is not deployed.\nBecause 2026.11.2 failed its tests in sandbox ");
        refused.ShouldContain("'--cause=works/failed in sandbox, run ");
        refused.ShouldNotContain("staging comes first");
        Platform.File("environments/prod/versions.yaml", "base: 1.0.0\nweb: 9.9.9\n");
        Deploy("prod").ShouldEnd(2);
    }

    [TestCase(
        "--target=Promote --environment=ci",
        "no --set is given; add --set=NAME: a version set of environments/version-sets/, or proposed"
    )]
    [TestCase(
        "--target=Hold --reason=x",
        "no environment is named; add --environment=NAME: one of ci, prod, sandbox, staging"
    )]
    [TestCase("--target=Hold --environment=ci", "no --reason is given; add --reason=TEXT: it is kept with the record")]
    [TestCase(
        "--target=Hold --environment=sandbox --reason=x",
        "sandbox is not on the path; add it to environments/promotion.yaml, or name one of ci, staging, prod"
    )]
    [TestCase(
        "--target=Freeze --environment=prd --reason=x",
        "no environment or step of the path is called prd; did you mean prod?"
    )]
    [TestCase("--target=Unfreeze --environment=prod --reason=x", "no freeze stands to prod; there is nothing to end")]
    [TestCase(
        "--target=Release --reason=x",
        "Release undoes one thing; write --environment=NAME for one that is held, or --set=NAME for one that is condemned"
    )]
    [TestCase("--target=Gates --environment=prd", "there is no environment prd; did you mean prod?")]
    public void Wrong_input_says_what_to_write(string arguments, string problem) =>
        Platform.Run(arguments.Split(' ')).ShouldOnlySay(2, problem);

    [Test]
    public void A_set_a_cause_and_a_time_that_there_are_not_say_what_there_is()
    {
        Sets.Deploy().Pin("2026.11.1");

        Run("Promote", "--set=2026.11.2", "--environment=prod")
            .ShouldOnlySay(2, "--set is 2026.11.2, and there is no version set of that name; did you mean 2026.11.1?");
        Run("Override", "--set=2026.11.1", "--environment=prod", "--cause=work", "--until=1h", "--reason=x")
            .ShouldOnlySay(
                2,
                "--cause is work, and nothing of that name is in the way; did you mean works/no evidence?"
            );
        Run("Override", "--set=2026.11.1", "--environment=prod", "--cause=works", "--until=2w", "--reason=x")
            .ShouldOnlySay(
                2,
                "--until cannot be 2w: it is neither a date (2027-01-04), nor a time (2027-01-04T08:00Z), nor a duration (7d, 12h); write one of these"
            );
        Run("Override", "--set=2026.11.1", "--environment=prod", "--cause=works", "--reason=x")
            .ShouldOnlySay(
                2,
                "no --until is given; add --until=WHEN, such as 12h: what is accepted forever is forgotten"
            );
    }

    [Test]
    public void By_hand_those_who_approve_are_notified_and_of_a_failure_all_and_of_what_the_caller_reads_no_one()
    {
        Platform.File(
            "environments/promotion.yaml",
            $"{PathPlatform.Path}notifications:\n  - {{ file: artifacts/notifications.jsonl }}\n"
        );
        Good("2026.11.1");
        Run("Promote", "--set=2026.11.1", "--environment=prod").ShouldEnd(3);
        Platform.Has("artifacts/notifications.jsonl").ShouldBeFalse();
        Run("Promote", "--set=2026.11.1", "--environment=ci", "--deploy").ShouldSucceed();
        Run("Promote", "--set=2026.11.1", "--environment=staging", "--deploy").ShouldSucceed();
        Run("Promote", "--set=2026.11.1", "--environment=prod", "--dry-run").ShouldEnd(3);
        Run("Promote", "--set=2026.11.1", "--environment=prod").ShouldEnd(3);
        Run("Advance").ShouldSucceed();
        Broken("2026.11.2", "ci");
        Run("Promote", "--set=2026.11.2", "--environment=ci", "--deploy").ShouldEnd(1);
        Run("Advance").ShouldEnd(1);

        Platform
            .Read("artifacts/notifications.jsonl")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!["text"]!.ToString().Replace($", by {PathPlatform.Who}", ""))
            .ShouldBe([
                "2026.11.1 was promoted to ci",
                "2026.11.1 was promoted to staging",
                "2026.11.1 waits for approval to go to prod",
                "2026.11.2 was promoted to ci in place of 2026.11.1",
                "2026.11.2 failed in ci",
                "2026.11.2 is not promoted to staging",
            ]);
    }

    [Test]
    public void The_path_is_drawn_as_text_Mermaid_and_DOT()
    {
        Run("Graph").ShouldSucceed().Said.ShouldContain("prod staging prod late works, approved");
        Run("Graph", "--output=mermaid")
            .Output.ShouldBe(
                """
                flowchart LR
                  s0["ci"]
                  s1["staging"]
                  s2["prod"]
                  s0 -->|"early"| s1
                  s1 -->|"late"| s2

                """
            );
        Run("Graph", "--output=dot").Output.ShouldStartWith("digraph path {\n  rankdir=LR\n");
    }

    [Test]
    public void Without_a_path_each_target_says_that_there_is_none()
    {
        File.Delete(Path.Combine(Platform.Root, "environments", "promotion.yaml"));

        Run("Advance")
            .ShouldOnlySay(
                2,
                "environments/promotion.yaml: there is no such file, so nothing says which environments sets go through; write it; docs/promotion.md shows how"
            );
    }

    private ProgramResult Run(string target, params string[] arguments) => _path.Run(target, arguments);

    private void Good(string set) => _path.Good(set);

    private void Accept(string cause) =>
        Run("Override", "--set=2026.11.2", "--environment=prod", $"--cause={cause}", "--until=1h", "--reason=Outage")
            .ShouldSucceed();

    private ProgramResult Deploy(string environment) =>
        Run("Deploy", "--component=all", $"--environment={environment}");

    /// <summary>A set whose web works everywhere but in one environment.</summary>
    private void Broken(string set, string environment)
    {
        Platform.Script(
            "components/web/tests/smoke.sh",
            $"case $PATH_TO_PROD_TARGET_DIRECTORY in */{environment}/*) echo broken >&2; exit 1 ;; esac"
        );
        Platform.Component("web", "1.1.0", $"{Requires}smoke: {{ script: tests/smoke.sh, timeout: 30s }}\n");
        Good(set);
    }

    private string[] Digests(string environment) =>
        [
            .. JsonNode.Parse(Run("Status", $"--environment={environment}", "--output=json").RawOutput)!["components"]!
                .AsArray()
                .Select(component => $"{component!["component"]} {component["lastDeployment"]!["digest"]}"),
        ];
}
