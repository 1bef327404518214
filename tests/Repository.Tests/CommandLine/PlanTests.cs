using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Plans that are saved for review, and applied later: these very ones, once, or none.</summary>
public sealed class PlanTests
{
    private const string Root =
        "variable \"size\" {\n  default = 1\n}\n\nresource \"terraform_data\" \"network\" {\n  input = var.size\n}\n\n"
        + "output \"name\" {\n  value = \"network-${terraform_data.network.output}\"\n}\n\n"
        + "output \"size\" {\n  value = var.size\n}\n";

    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform().RealTool("terraform").Terraform("network", Root).Component("notes");
        _platform.File(".gitignore", "/artifacts/\n");
        Commit("one");
    }

    [TearDown]
    public void TearDown() => _platform.Dispose();

    [Test]
    public void A_saved_plan_is_applied_once_and_the_ledger_names_it()
    {
        Plan().Said.ShouldContain("2 changes in 2 components; saved in plan.json as sha256:");
        _platform.Has("artifacts/state/sandbox/network.tfstate").ShouldBeFalse("a plan changes nothing");
        var digest = (string)Saved["digest"]!;

        Apply().ShouldSucceed().Said.ShouldContain("the plan changes it");
        var history = _platform.Run("--target=History", "--output=json").ShouldSucceed();
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
        File.GetUnixFileMode(Path.Combine(_platform.Root, "plan.json"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
        ReportSchema.ShouldFit(_platform.Read("plan.json"), "saved-plan");
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
        _platform.Run("--target=Deploy", "--component=notes").ShouldSucceed();

        var refused = Apply();

        refused.ExitCode.ShouldBe(3);
        refused.Output.ShouldNotContain("Deployed");
        _platform
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
        _platform.Run("--target=Deploy", "--component=notes").ShouldSucceed();

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
        _platform.Read("plan.json").ShouldNotContain("placeholder");

        Apply().ShouldSucceed();
        _platform.Read("artifacts/state/sandbox/cluster.tfstate").ShouldContain("network-1");
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
        _platform.File("open", "").File(".git/info/exclude", "/open\n");

        _platform.Run("--target=Deploy", "--resume").ShouldSucceed().Error.ShouldContain("taken as done  network");
    }

    [Test]
    public void Of_two_that_apply_one_plan_at_once_exactly_one_does()
    {
        _platform.File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nlock-timeout: 2m\n");
        Commit("two");
        Plan();
        using var first = _platform.Start("--target=Deploy", "--plan=plan.json");
        using var second = _platform.Start("--target=Deploy", "--plan=plan.json");

        ProgramResult[] results = [first.WaitForEnd(), second.WaitForEnd()];

        results.Select(result => result.ExitCode).Order().ShouldBe([0, 3]);
        results.Single(result => result.ExitCode == 3).Error.ShouldContain("a plan is applied at most once");
        _platform
            .Read("environments/sandbox/ledger.jsonl")
            .Split('\n')
            .Count(line => line.Contains("\"event\":\"started\"", StringComparison.Ordinal))
            .ShouldBe(2);
    }

    [Test]
    public void A_secret_is_only_named_in_a_plan()
    {
        _platform
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nsecrets:\n  SIZE: { env: THE_SIZE }\n")
            .File("environments/sandbox/values/network.yaml", "size: word-${secrets.SIZE}\n")
            .Variable("THE_SIZE", "s3cret-size");
        Commit("two");

        Plan().Raw.ShouldNotContain("s3cret-size");

        _platform.Read("plan.json").ShouldNotContain("s3cret-size");
        Part("network")["values"]!.ToJsonString().ShouldBe("""{"size":"\u0022word-${secrets.SIZE}\u0022"}""");
        Part("network")["changes"]![0]!["secret"]!.ToJsonString().ShouldBe("""["input"]""");
        Apply().ShouldSucceed();
    }

    [Test]
    public void A_plan_of_another_commit_or_of_other_changes_is_refused()
    {
        Plan();
        var head = Head();
        _platform.File("README.md", "more\n");
        Apply()
            .ShouldOnlySay(
                3,
                $"The plan plan.json is not applied: it was made at commit {head}, and this checkout is at commit {head} with changes that are "
                    + "not committed. Check that out, or make a new plan. Nothing was touched."
            );
        Commit("two");
        Apply()
            .ShouldOnlySay(
                3,
                $"The plan plan.json is not applied: it was made at commit {head}, and this checkout is at commit {Head()}. "
                    + "Check that out, or make a new plan. Nothing was touched."
            );
    }

    [Test]
    public void What_contradicts_the_plan_is_refused_all_at_once()
    {
        _platform.Environment("prod", "target: { directory: artifacts/prod }\n");
        Commit("two");
        Plan();

        Apply("--environment=prod", "--component=notes", "--set=other", "--version=2.0.0", "--force", "--exclusive")
            .ShouldOnlySay(
                2,
                "--component=notes contradicts plan.json, which is for network and notes; leave it out, or plan for other components",
                "--environment=prod contradicts plan.json, which was made for sandbox; leave it out, or plan for prod",
                "--exclusive contradicts plan.json, which says what is deployed; leave it out",
                "--force contradicts plan.json, which says what is deployed; leave it out",
                "--set=other contradicts plan.json, which was made without --set; leave it out, or make a new plan",
                "--version=2.0.0 contradicts plan.json, which was made without --version; leave it out, or make a new plan"
            );
        Apply("--environment=sandbox", "--component=notes,network").ShouldSucceed();
    }

    [Test]
    public void A_plan_that_is_not_there_or_not_as_it_was_written_is_refused()
    {
        Apply()
            .ShouldOnlySay(
                2,
                "there is no plan plan.json; make one: ./build.sh --target=Plan --component=all --environment=NAME --save=plan.json"
            );
        Plan();
        var text = _platform.Read("plan.json");

        _platform.File(
            "plan.json",
            text.Replace("\"action\": \"create\"", "\"action\": \"delete\"", StringComparison.Ordinal)
        );
        Apply()
            .ShouldOnlySay(
                2,
                "plan.json(3,3): the plan was changed after it was made: what it says does not match its digest; "
                    + "a plan is never edited: make it again, ./build.sh --target=Plan --save=FILE"
            );
        _platform.File("plan.json", text[..100]);
        Apply().ShouldOnlySay(2, "plan.json(3,84): this is not JSON, or only a part of it; restore the file");
        _platform.File("plan.json", text.Replace("\"format\": 1", "\"format\": 7", StringComparison.Ordinal));
        Apply()
            .ShouldOnlySay(
                2,
                "plan.json(2,13): the plan has the format 7, and this program knows 1; make it again, or apply it with the program that made it"
            );
        _platform.File(
            "plan.json",
            text.Replace("\"format\": 1,", "\"format\": 1, \"more\": 2,", StringComparison.Ordinal)
        );
        Apply()
            .ShouldOnlySay(
                2,
                "plan.json(2,16): the plan has the unknown key more; the first of 12 keys are format, digest, environment, deploymentModel, commit, set, version, at, who, run"
            );
    }

    [Test]
    public void A_plan_that_cannot_be_saved_is_refused_before_anything_is_planned()
    {
        _platform
            .Run("--target=Plan", "--component=all", "--save=components/notes/plan.json")
            .ShouldOnlySay(
                2,
                "--save=components/notes/plan.json is in components/, of which artifacts are made, and a plan may never be in one; "
                    + "save it elsewhere: --save=plan.json"
            );
        _platform
            .Run("--target=Plan", "--component=all", "--save=environments")
            .ShouldOnlySay(2, "--save=environments is a folder; name a file in it: --save=environments/plan.json");
        _platform
            .Run("--target=Plan", "--component=all", "--save=platform.yaml/plan.json")
            .ShouldOnlySay(
                2,
                "the plan cannot be saved: The file '<root>/platform.yaml' already exists; "
                    + "name a file in a folder that this user may write: --save=plan.json"
            );
    }

    [Test]
    public void What_cannot_be_planned_is_not_known_and_such_a_plan_is_not_applied()
    {
        _platform.Terraform("network", Root.Replace("var.size", "var.sizes", StringComparison.Ordinal));
        Commit("two");
        var planned = _platform.Run("--target=Plan", "--component=all", "--save=plan.json");
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
        _platform.Component("web", more: "requires: { notes: \"*\" }\n");
        Commit("two");
        _platform.Run("--target=Plan", "--component=web", "--save=plan.json").ShouldSucceed();

        var refused = Apply();

        refused.ExitCode.ShouldBe(3);
        refused.Error.ShouldEndWith(
            "Because sandbox does not have notes, which the plan requires and does not deploy, nothing is deployed. "
                + "Plan them together: ./build.sh --target=Plan --component=notes,web --environment=sandbox --save=FILE\n"
        );
        _platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();
    }

    [Test]
    public void A_checkout_that_is_behind_never_plans_to_undo_what_was_merged()
    {
        _platform.Component("notes", "1.1.0");
        Commit("two");
        _platform.Run("--target=Deploy", "--component=notes").ShouldSucceed();
        var newer = Head();
        TestGit.Run(_platform.Root, "reset", "--hard", "--quiet", "HEAD~1");

        _platform
            .Run("--target=Plan", "--component=all", "--save=plan.json")
            .ShouldSucceed()
            .Said.ShouldContain(
                $"Not known what would change in notes, because this checkout is behind the commit {newer[..8]} that 1.1.0 was deployed from, "
                    + "and would undo what came since; bring it up to date."
            );
        Apply()
            .ShouldOnlySay(
                3,
                $"The plan plan.json is not applied: notes could not be planned: this checkout is behind the commit {newer[..8]} that 1.1.0 was "
                    + "deployed from, and would undo what came since; bring it up to date. Lift that, then make a new plan. Nothing was touched."
            );
    }

    [Test]
    public void A_run_goes_on_only_with_the_plan_that_it_was_started_with()
    {
        Fail();
        var first = (string)Saved["digest"]!;
        Plan();

        var refused = _platform.Run("--target=Deploy", "--resume");

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldBe(
            "run <run> was started with the plan plan.json as sha256:<digest>, and now it holds sha256:<digest>; "
                + "restore the file, or start a new run without --resume\n"
        );
        refused.Raw.ShouldContain(first[..15]);
        _platform
            .Run("--target=Deploy", "--resume", "--plan=other.json")
            .Error.ShouldBe(
                "--plan=other.json contradicts run <run>, which was asked with --plan=plan.json; leave --plan out, or start a new run without --resume\n"
            );
    }

    [Test]
    public void A_group_is_planned_and_applied_as_one()
    {
        _platform
            .File("platform.yaml", "name: scratch\ndefault-environment: sandbox\ngroups: { pair: [notes, network] }\n")
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\ndeployment-model: groups\n");
        Commit("two");
        _platform.Run("--target=Plan", "--component=notes", "--save=plan.json").ShouldSucceed();
        Apply().Error.ShouldContain("network was not asked for, notes cannot be deployed there alone.");
        _platform.Run("--target=Plan", "--component=pair", "--save=plan.json").ShouldSucceed();
        ((string)Saved["deploymentModel"]!).ShouldBe("groups");

        Apply().ShouldSucceed().Said.ShouldContain("pair (network and notes): deployed and verified as one.");

        Apply().Error.ShouldContain("a plan is applied at most once");
    }

    [Test]
    public void On_one_ledger_of_two_checkouts_a_plan_is_applied_once()
    {
        TestGit.Run(_platform.Home, "init", "--quiet", "--bare", "ledger.git");
        _platform.File(
            "platform.yaml",
            $"name: scratch\ndefault-environment: sandbox\nledger: {{ backend: git-branch, remote: {_platform.Home}/ledger.git, lease: 10s }}\n"
        );
        Commit("two");
        Plan();

        Apply().ShouldSucceed();

        _platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();
        Directory.Delete(Path.Combine(_platform.Root, "artifacts"), recursive: true);
        var again = Apply();
        again.ExitCode.ShouldBe(3);
        again.Error.ShouldContain("a plan is applied at most once");
    }

    [Test]
    public void A_plan_is_a_page_and_a_document_too()
    {
        var page = _platform
            .Run("--target=Plan", "--component=all", "--save=plan.json", "--output=markdown")
            .ShouldSucceed();

        page.Output.ShouldContain(
            "### network 1.0.0 would become\n\n- create terraform\\_data.network\n- create output name\n- create output size\n"
        );
        var json = _platform
            .Run("--target=Plan", "--component=all", "--save=plan.json", "--output=json")
            .ShouldSucceed();
        JsonNode.Parse(json.RawOutput)!["plan"]!["digest"]!.ToString().ShouldBe((string)Saved["digest"]!);
    }

    [Test]
    public void An_older_plan_does_not_stay_and_reports_that_others_read_have_no_plan()
    {
        Plan();
        _platform
            .Run("--target=Plan", "--component=affected", "--since=HEAD", "--save=plan.json", "--report=out/run.json")
            .ShouldSucceed();
        _platform.Has("plan.json").ShouldBeFalse();

        _platform
            .Run("--target=Plan", "--component=notes", "--save=plan.json", "--report=out/run.json")
            .ShouldSucceed();
        _platform.Has("plan.json").ShouldBeTrue();
        JsonNode.Parse(_platform.Read("out/run.json"))!["plan"].ShouldBeNull();
    }

    [Test]
    public void Planning_waits_for_no_run_and_a_plan_over_what_was_in_progress_is_not_applied()
    {
        Taker(
            "cluster",
            "network.name",
            $"  provisioner \"local-exec\" {{\n    command = \"touch {_platform.Home}/begun; until [ -e {_platform.Home}/open ]; do sleep 0.05; done\"\n  }}\n"
        );
        _platform.RealTool("touch");
        Commit("two");
        using var deploying = _platform.Start("--target=Deploy", "--component=all");
        Eventually.Holds(() => File.Exists($"{_platform.Home}/begun"), "Terraform is at work");

        Plan();

        Part("cluster")["over"]!["ledger"]!
            .ToString()
            .ShouldMatch("^run .* is deploying cluster 1.0.0 to sandbox right now$");
        File.WriteAllText($"{_platform.Home}/open", "");
        deploying.WaitForEnd().ShouldSucceed();
        Apply().ShouldEnd(3).Error.ShouldContain(" right now, now 1.0.0 was deployed by run <run>\n");
    }

    [Test]
    public void What_would_become_something_else_when_its_turn_comes_is_not_touched()
    {
        _platform
            .Terraform(
                "network",
                Root.Replace(
                    "  input = var.size\n",
                    $"  input = var.size\n  provisioner \"local-exec\" {{\n    command = \"mkdir -p {_platform.Root}/artifacts/sandbox/notes; "
                        + $"touch {_platform.Root}/artifacts/sandbox/notes/more.yaml\"\n  }}\n",
                    StringComparison.Ordinal
                )
            )
            .Component("notes", more: "requires: { network: \"*\" }\n")
            .RealTool("touch");
        Commit("two");
        Plan();

        var result = Apply("--output=json");

        result.ExitCode.ShouldBe(1);
        var notes = JsonNode.Parse(result.RawOutput)!["components"]!
            .AsArray()
            .Single(part => (string?)part!["component"] == "notes")!;
        ((string)notes["outcome"]!).ShouldBe("refused");
        ((string)notes["error"]!).ShouldBe(
            "notes is not deployed, as it would become something else than the plan says:\n"
                + "  notes: artifacts/sandbox/notes/more.yaml: planned nothing, now delete\n"
                + "Nothing of notes was touched. Make a new plan: ./build.sh --target=Plan --component=network,notes --environment=sandbox --save=FILE"
        );
        _platform.Has("artifacts/sandbox/notes/more.yaml").ShouldBeTrue();
    }

    /// <summary>Applies a plan that breaks off half way.</summary>
    private void Fail()
    {
        Taker(
            "cluster",
            "network.name",
            "  provisioner \"local-exec\" {\n    command = \"cat ../../../../../../open\"\n  }\n"
        );
        Commit("two");
        Plan();
        Apply().ExitCode.ShouldBe(1);
    }

    private void Taker(string name, string output, string more = "") =>
        _platform.Terraform(
            name,
            $"variable \"network\" {{\n  type = string\n}}\n\nresource \"terraform_data\" \"it\" {{\n  input = var.network\n{more}}}\n",
            $"requires: {{ network: \"*\" }}\ninputs: {{ network: {output} }}\n"
        );

    private ProgramResult Plan() =>
        _platform.Run("--target=Plan", "--component=all", "--save=plan.json").ShouldSucceed();

    private ProgramResult Apply(params string[] more) =>
        _platform.Run(["--target=Deploy", "--plan=plan.json", .. more]);

    private JsonNode Saved => JsonNode.Parse(_platform.Read("plan.json"))!;

    private JsonNode Part(string component) =>
        Saved["components"]!.AsArray().Single(part => (string?)part!["component"] == component)!;

    private string Head() => TestGit.Run(_platform.Root, "rev-parse", "HEAD").Trim();

    private void Commit(string message)
    {
        if (!_platform.Has(".git"))
        {
            TestGit.CommitAll(_platform.Root);
            return;
        }

        TestGit.Run(_platform.Root, "add", "--all", "--", ".", ":!plan.json");
        TestGit.Run(_platform.Root, "commit", "--quiet", "--message", message);
    }
}
