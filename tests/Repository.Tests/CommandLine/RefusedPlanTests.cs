using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Plans that are refused, and what is not touched then.</summary>
public sealed class RefusedPlanTests : PlanTestBed
{
    [Test]
    public void A_plan_of_another_commit_or_of_other_changes_is_refused()
    {
        Plan();
        var head = Head();
        Platform.File("README.md", "more\n");
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
        Platform.Environment("prod", "target: { directory: artifacts/prod }\n");
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
        var text = Platform.Read("plan.json");

        Platform.File(
            "plan.json",
            text.Replace("\"action\": \"create\"", "\"action\": \"delete\"", StringComparison.Ordinal)
        );
        Apply()
            .ShouldOnlySay(
                2,
                "plan.json(3,3): the plan was changed after it was made: what it says does not match its digest; "
                    + "a plan is never edited: make it again, ./build.sh --target=Plan --save=FILE"
            );
        Platform.File("plan.json", text[..100]);
        Apply().ShouldOnlySay(2, "plan.json(3,84): this is not JSON, or only a part of it; restore the file");
        Platform.File("plan.json", text.Replace("\"format\": 1", "\"format\": 7", StringComparison.Ordinal));
        Apply()
            .ShouldOnlySay(
                2,
                "plan.json(2,13): the plan has the format 7, and this program knows 1; make it again, or apply it with the program that made it"
            );
        Platform.File(
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
        Platform
            .Run("--target=Plan", "--component=all", "--save=components/notes/plan.json")
            .ShouldOnlySay(
                2,
                "--save=components/notes/plan.json is in components/, of which artifacts are made, and a plan may never be in one; "
                    + "save it elsewhere: --save=plan.json"
            );
        Platform
            .Run("--target=Plan", "--component=all", "--save=environments")
            .ShouldOnlySay(2, "--save=environments is a folder; name a file in it: --save=environments/plan.json");
        Platform
            .Run("--target=Plan", "--component=all", "--save=platform.yaml/plan.json")
            .ShouldOnlySay(
                2,
                "the plan cannot be saved: The file '<root>/platform.yaml' already exists; "
                    + "name a file in a folder that this user may write: --save=plan.json"
            );
    }

    [Test]
    public void A_checkout_that_is_behind_never_plans_to_undo_what_was_merged()
    {
        Platform.Component("notes", "1.1.0");
        Commit("two");
        Platform.Run("--target=Deploy", "--component=notes").ShouldSucceed();
        var newer = Head();
        TestGit.Run(Platform.Root, "reset", "--hard", "--quiet", "HEAD~1");

        Platform
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
    public void Planning_waits_for_no_run_and_a_plan_over_what_was_in_progress_is_not_applied()
    {
        Taker(
            "cluster",
            "network.name",
            $"  provisioner \"local-exec\" {{\n    command = \"touch {Platform.Home}/begun; until [ -e {Platform.Home}/open ]; do sleep 0.05; done\"\n  }}\n"
        );
        Platform.RealTool("touch");
        Commit("two");
        using var deploying = Platform.Start("--target=Deploy", "--component=all");
        Eventually.Holds(() => File.Exists($"{Platform.Home}/begun"), "Terraform is at work");

        Plan();

        Part("cluster")["over"]!["ledger"]!
            .ToString()
            .ShouldMatch("^run .* is deploying cluster 1.0.0 to sandbox right now$");
        File.WriteAllText($"{Platform.Home}/open", "");
        deploying.WaitForEnd().ShouldSucceed();
        Apply().ShouldEnd(3).Error.ShouldContain(" right now, now 1.0.0 was deployed by run <run>\n");
    }

    [Test]
    public void What_would_become_something_else_when_its_turn_comes_is_not_touched()
    {
        Platform
            .Terraform(
                "network",
                Root.Replace(
                    "  input = var.size\n",
                    $"  input = var.size\n  provisioner \"local-exec\" {{\n    command = \"mkdir -p {Platform.Root}/artifacts/sandbox/notes; "
                        + $"touch {Platform.Root}/artifacts/sandbox/notes/more.yaml\"\n  }}\n",
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
        Platform.Has("artifacts/sandbox/notes/more.yaml").ShouldBeTrue();
    }
}
