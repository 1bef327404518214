using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Plans that are saved for review, and applied later: these very ones, once, or none.</summary>
public sealed class PlanTests : PlanTestBed
{
    [Test]
    public void A_saved_plan_is_applied_once_and_the_ledger_names_it()
    {
        Plan().Said.ShouldContain("2 changes in 2 components; saved in plan.json as sha256:");
        Platform.Has("artifacts/state/sandbox/network.tfstate").ShouldBeFalse("a plan changes nothing");
        var digest = (string)Saved["digest"]!;

        Apply().ShouldSucceed().Said.ShouldContain("the plan changes it");
        var history = Platform.Run("--target=History", "--output=json").ShouldSucceed();
        history.RawOutput.ShouldContain($"\"plan\": \"{digest}\"");

        var again = Apply();
        again.ExitCode.ShouldBe(3);
        again.Error.ShouldMatch(
            "^The plan plan.json is not applied: .*@.* applied it on 20.* UTC in run <run>, and a plan is applied at most once. "
                + "Make a new plan. Nothing was touched.\n$"
        );
        again.Touched.ShouldNotContain("environments/sandbox/ledger.jsonl");
    }

    [Test]
    public void The_file_is_private_names_state_and_commit_and_holds_what_its_schema_says()
    {
        Plan();

#pragma warning disable CA1416 // modes are looked at where there are modes
        File.GetUnixFileMode(Path.Combine(Platform.Root, "plan.json"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
        ReportSchema.ShouldFit(Platform.Read("plan.json"), "saved-plan");
        ((string)Saved["commit"]!).ShouldBe(Head());
        Saved["components"]!
            .AsArray()
            .Select(part => $"{part!["component"]}: {part["over"]!.ToJsonString()}")
            .ShouldBe([
                """network: {"ledger":"nothing was ever deployed","state":"none"}""",
                """notes: {"ledger":"nothing was ever deployed"}""",
            ]);
    }

    [Test]
    public void What_the_state_says_now_is_compared_with_what_it_said_and_the_difference_is_shown()
    {
        Plan();
        Platform.Run("--target=Deploy", "--component=notes").ShouldSucceed();

        var refused = Apply();

        refused.ExitCode.ShouldBe(3);
        refused.Output.ShouldNotContain("Deployed");
        Platform
            .Normal(refused.Error)
            .ShouldMatch(
                "The plan plan.json is not applied: planned again, 3 things differ. Nothing was touched.\n"
                    + "  notes: the last attempt: planned nothing, now [0-9a-f]{32}\n"
                    + "  notes: what the ledger says: planned nothing was ever deployed, now 1.0.0 was deployed by run <run>\n"
                    + "  notes: artifacts/sandbox/notes/configmap-notes.yaml: planned create, now nothing\n"
                    + "Make a new plan: ./build.sh --target=Plan --component=network,notes --environment=sandbox --save=plan.json\n"
            );
    }

    [Test]
    public void The_difference_is_in_JSON_too()
    {
        Plan();
        Platform.Run("--target=Deploy", "--component=notes").ShouldSucceed();

        var refused = Apply("--output=json");

        refused.ExitCode.ShouldBe(3);
        var json = JsonNode.Parse(refused.RawOutput)!;
        ((int)json["exitCode"]!).ShouldBe(3);
        json["planDifferences"]![2]!
            .ToJsonString()
            .ShouldBe(
                """{"component":"notes","what":"artifacts/sandbox/notes/configmap-notes.yaml","planned":"create"}"""
            );
    }

    [Test]
    public void What_takes_an_output_of_the_same_plan_is_not_known_or_planned_with_what_will_be()
    {
        Taker("cluster", "network.name");
        Taker("other", "network.size");
        Commit("two");

        Plan()
            .Said.ShouldContain(
                "Not known what would change in cluster, because it takes network.name, which only the deployment of network will know."
            );
        Part("cluster")["changes"]!.AsArray().ShouldBeEmpty();
        Part("cluster")["unknown"]!
            .ToJsonString()
            .ShouldBe(
                """[{"what":"","cause":"input","of":"network.name","because":"it takes network.name, which only the deployment of network will know"}]"""
            );
        Part("other")["values"]!.ToJsonString().ShouldBe("""{"network":"1"}""");
        Platform.Read("plan.json").ShouldNotContain("placeholder");

        Apply().ShouldSucceed();
        Platform.Read("artifacts/state/sandbox/cluster.tfstate").ShouldContain("network-1");
    }

    [Test]
    public void A_plan_that_failed_half_way_goes_on_with_resume_and_is_not_applied_again()
    {
        Taker(
            "cluster",
            "network.name",
            "  provisioner \"local-exec\" {\n    command = \"cat ../../../../../../open\"\n  }\n"
        );
        Commit("two");
        Plan();

        var failed = Apply();
        failed.ExitCode.ShouldBe(1);
        failed.Said.ShouldContain(
            "./build.sh --target=Deploy --resume=<run> goes on with the plan, which is not applied a second time"
        );
        Apply()
            .Error.ShouldMatch(
                "and a plan is applied at most once. Go on with that run: ./build.sh --target=Deploy --resume=<run>; or make a new plan. Nothing was touched."
            );
        Platform.File("open", "").File(".git/info/exclude", "/open\n");

        Platform.Run("--target=Deploy", "--resume").ShouldSucceed().Error.ShouldContain("taken as done  network");
    }

    [Test]
    public void Of_two_that_apply_one_plan_at_once_exactly_one_does()
    {
        Platform.File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nlock-timeout: 2m\n");
        Commit("two");
        Plan();
        using var first = Platform.Start("--target=Deploy", "--plan=plan.json");
        using var second = Platform.Start("--target=Deploy", "--plan=plan.json");

        ProgramResult[] results = [first.WaitForEnd(), second.WaitForEnd()];

        results.Select(result => result.ExitCode).Order().ShouldBe([0, 3]);
        results.Single(result => result.ExitCode == 3).Error.ShouldContain("a plan is applied at most once");
        Platform
            .Read("environments/sandbox/ledger.jsonl")
            .Split('\n')
            .Count(line => line.Contains("\"event\":\"started\"", StringComparison.Ordinal))
            .ShouldBe(2);
    }

    [Test]
    public void A_secret_is_only_named_in_a_plan()
    {
        Platform
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nsecrets:\n  SIZE: { env: THE_SIZE }\n")
            .File("environments/sandbox/values/network.yaml", "size: word-${secrets.SIZE}\n")
            .Variable("THE_SIZE", "s3cret-size");
        Commit("two");

        Plan().Raw.ShouldNotContain("s3cret-size");

        Platform.Read("plan.json").ShouldNotContain("s3cret-size");
        Part("network")["values"]!.ToJsonString().ShouldBe("""{"size":"\u0022word-${secrets.SIZE}\u0022"}""");
        Part("network")["changes"]![0]!["secret"]!.ToJsonString().ShouldBe("""["input"]""");
        Apply().ShouldSucceed();
    }

    [Test]
    public void What_cannot_be_planned_is_not_known_and_such_a_plan_is_not_applied()
    {
        Platform.Terraform("network", Root.Replace("var.size", "var.sizes", StringComparison.Ordinal));
        Commit("two");
        var planned = Platform.Run("--target=Plan", "--component=all", "--save=plan.json");
        planned.ExitCode.ShouldBe(1);
        Part("network")["unknown"]![0]!["cause"]!.ToString().ShouldBe("failure");

        Apply()
            .ShouldOnlySay(
                3,
                "The plan plan.json is not applied: network could not be planned: terraform plan failed with exit code 1. "
                    + "Lift that, then make a new plan. Nothing was touched."
            );
    }

    [Test]
    public void What_the_plan_requires_and_does_not_deploy_is_not_deployed_with_it()
    {
        Platform.Component("web", more: "requires: { notes: \"*\" }\n");
        Commit("two");
        Platform.Run("--target=Plan", "--component=web", "--save=plan.json").ShouldSucceed();

        var refused = Apply();

        refused.ExitCode.ShouldBe(3);
        refused.Error.ShouldEndWith(
            "Because sandbox does not have notes, which the plan requires and does not deploy, nothing is deployed. "
                + "Plan them together: ./build.sh --target=Plan --component=notes,web --environment=sandbox --save=FILE\n"
        );
        Platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();
    }

    [Test]
    public void A_run_goes_on_only_with_the_plan_that_it_was_started_with()
    {
        Fail();
        var first = (string)Saved["digest"]!;
        Plan();

        var refused = Platform.Run("--target=Deploy", "--resume");

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldBe(
            "run <run> was started with the plan plan.json as sha256:<digest>, and now it holds sha256:<digest>; "
                + "restore the file, or start a new run without --resume\n"
        );
        refused.Raw.ShouldContain(first[..15]);
        Platform
            .Run("--target=Deploy", "--resume", "--plan=other.json")
            .Error.ShouldBe(
                "--plan=other.json contradicts run <run>, which was asked with --plan=plan.json; leave --plan out, or start a new run without --resume\n"
            );
    }

    [Test]
    public void A_group_is_planned_and_applied_as_one()
    {
        Platform
            .File("platform.yaml", "name: scratch\ndefault-environment: sandbox\ngroups: { pair: [notes, network] }\n")
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\ndeployment-model: groups\n");
        Commit("two");
        Platform.Run("--target=Plan", "--component=notes", "--save=plan.json").ShouldSucceed();
        Apply().Error.ShouldContain("network was not asked for, notes cannot be deployed there alone.");
        Platform.Run("--target=Plan", "--component=pair", "--save=plan.json").ShouldSucceed();
        ((string)Saved["deploymentModel"]!).ShouldBe("groups");

        Apply().ShouldSucceed().Said.ShouldContain("pair (network and notes): deployed and verified as one.");

        Apply().Error.ShouldContain("a plan is applied at most once");
    }

    [Test]
    public void On_one_ledger_of_two_checkouts_a_plan_is_applied_once()
    {
        TestGit.Run(Platform.Home, "init", "--quiet", "--bare", "ledger.git");
        Platform.File(
            "platform.yaml",
            $"name: scratch\ndefault-environment: sandbox\nledger: {{ backend: git-branch, remote: {Platform.Home}/ledger.git, lease: 10s }}\n"
        );
        Commit("two");
        Plan();

        Apply().ShouldSucceed();

        Platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();
        Directory.Delete(Path.Combine(Platform.Root, "artifacts"), recursive: true);
        var again = Apply();
        again.ExitCode.ShouldBe(3);
        again.Error.ShouldContain("a plan is applied at most once");
    }

    [Test]
    public void A_plan_is_a_page_and_a_document_too()
    {
        var page = Platform
            .Run("--target=Plan", "--component=all", "--save=plan.json", "--output=markdown")
            .ShouldSucceed();

        page.Output.ShouldContain(
            "### network 1.0.0 would become\n\n- create terraform\\_data.network\n- create output name\n- create output size\n"
        );
        var json = Platform
            .Run("--target=Plan", "--component=all", "--save=plan.json", "--output=json")
            .ShouldSucceed();
        JsonNode.Parse(json.RawOutput)!["plan"]!["digest"]!.ToString().ShouldBe((string)Saved["digest"]!);
    }

    [Test]
    public void An_older_plan_does_not_stay_and_reports_that_others_read_have_no_plan()
    {
        Plan();
        Platform
            .Run("--target=Plan", "--component=affected", "--since=HEAD", "--save=plan.json", "--report=out/run.json")
            .ShouldSucceed();
        Platform.Has("plan.json").ShouldBeFalse();

        Platform.Run("--target=Plan", "--component=notes", "--save=plan.json", "--report=out/run.json").ShouldSucceed();
        Platform.Has("plan.json").ShouldBeTrue();
        JsonNode.Parse(Platform.Read("out/run.json"))!["plan"].ShouldBeNull();
    }
}
