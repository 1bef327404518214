namespace Repository.Tests.CommandLine;

/// <summary>Standing a platform up in a folder, and tearing it down: what is asked wrongly, and what is said. On a cluster, the end-to-end tests do it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class StandUpTargetTests : IDisposable
{
    private readonly SetPlatform _sets = new SetPlatform().Deploy().Pin("first").Build("web", "1.1.0");

    public StandUpTargetTests() => Place("");

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void All_of_a_set_is_there_and_verified_whatever_the_folder_holds_and_a_second_run_changes_nothing()
    {
        Up("--set=first").ShouldSucceed().Said.ShouldContain("Deployed base and web to place in <time>.");

        Platform.Read("artifacts/place/web/configmap-web.yaml").ShouldContain("version: 1.0.0");
        var ledger = Platform.Read("environments/place/ledger.jsonl");
        var again = Up("--set=first").ShouldSucceed();
        again.Said.ShouldContain("Nothing to do: base and web are unchanged in place.");
        again.Said.ShouldContain("platform healthy as a whole Health <time>, 2 components are there");
        Platform.Read("environments/place/ledger.jsonl").ShouldBe(ledger);
        Up("--set=first", "--output=json").ShouldSucceed();
    }

    [Test]
    public void What_breaks_only_once_all_are_there_is_found_and_goes_on_when_it_is_fixed()
    {
        Platform
            .Script(
                "components/base/tests/smoke.sh",
                "[ ! -e \"$PATH_TO_PROD_TARGET_DIRECTORY/../web\" ] || [ -e \"$HOME/fixed\" ]"
            )
            .Component("base", "1.2.0", "smoke: { script: tests/smoke.sh }\n");
        var fix = Path.Combine(Platform.Home, "fixed");
        File.WriteAllText(fix, "");
        _sets.Deploy().Pin("second");
        File.Delete(fix);

        var failed = Up("--set=second").ShouldEnd(1);

        failed.Said.ShouldContain("The smoke test tests/smoke.sh of base failed with exit code 1");
        failed.Said.ShouldContain("platform not looked at as a whole");
        failed.Said.ShouldContain(
            "./build.sh --target=StandUp --resume=<run> goes on with it, once the cause is fixed"
        );
        File.WriteAllText(fix, "");
        Up("--resume").ShouldSucceed().Said.ShouldContain("Nothing to do: base and web are unchanged in place.");
    }

    [Test]
    public void Without_a_set_it_takes_what_the_environment_pins()
    {
        Place("versions: pinned\n").File("environments/place/versions.yaml", "base: 1.0.0\nweb: 1.0.0\n");

        Up().ShouldSucceed();

        Platform.Read("artifacts/place/web/configmap-web.yaml").ShouldContain("version: 1.0.0");
    }

    [TestCase("", "place does not say versions: pinned")]
    [TestCase("versions: pinned\n", "environments/place/versions.yaml pins none")]
    public void Without_a_set_or_pins_it_names_the_sets(string more, string why)
    {
        Place(more);

        Up()
            .ShouldOnlySay(
                2,
                $"no version set is named, and {why}, so nothing says what place is to run; add --set=NAME: first"
            );
    }

    [Test]
    public void A_set_that_is_not_there() =>
        Up("--set=firsd")
            .ShouldOnlySay(2, "--set is firsd, and there is no version set of that name; did you mean first?");

    [Test]
    public void A_component_is_not_chosen() =>
        Up("--set=first", "--component=web")
            .ShouldOnlySay(
                2,
                "--component means nothing for StandUp; leave it out; ./build.sh --target=StandUp --help lists what it takes"
            );

    [TestCase("StandUp")]
    [TestCase("TearDown")]
    public void An_environment_that_is_not_there(string target) =>
        Platform
            .Run($"--target={target}", "--environment=plase")
            .ShouldOnlySay(2, "there is no environment plase; did you mean place?");

    [TestCase("StandUp")]
    [TestCase("TearDown")]
    public void Without_a_run_there_is_nothing_to_go_on_with(string target) =>
        Platform
            .Run($"--target={target}", "--environment=place", "--resume")
            .ShouldOnlySay(
                2,
                $"there is no run of {target} for place to resume: artifacts/runs has none; start one without --resume"
            );

    [TestCase("decoupled", "")]
    [TestCase("groups", "both (base and web): destroyed as one.")]
    [TestCase("monolithic", "all 2 components: destroyed as one.")]
    public void As_it_was_deployed_it_is_verified_and_goes(string model, string says)
    {
        Platform.File("platform.yaml", "name: scratch\ndefault-environment: sandbox\ngroups: { both: [base, web] }\n");
        Place($"deployment-model: {model}\n");

        Up("--set=first").ShouldSucceed();
        Up("--set=first").ShouldSucceed().Said.ShouldContain("Nothing to do: base and web are unchanged in place.");
        Down("--confirm=place").ShouldSucceed().Output.ShouldContain(says);
    }

    [Test]
    public void What_another_run_is_changing_is_not_removed_under_its_feet()
    {
        Platform
            .File("platform.yaml", "name: scratch\ndefault-environment: sandbox\nlock-timeout: 1s\n")
            .Script(
                "components/base/tests/smoke.sh",
                "echo > \"$HOME/begun\"; while [ ! -e \"$HOME/over\" ]; do sleep 0.1; done"
            )
            .Component("base", "1.3.0", "smoke: { script: tests/smoke.sh }\n");
        using var other = Platform.Start("--target=Deploy", "--component=base", "--environment=place");
        Eventually.Holds(() => File.Exists(Path.Combine(Platform.Home, "begun")), "base is being deployed");

        var refused = Down("--confirm=place");

        File.WriteAllText(Path.Combine(Platform.Home, "over"), "");
        other.WaitForEnd().ShouldSucceed();
        refused
            .ShouldEnd(3)
            .Error.ShouldMatch(
                "^Because run <run> \\(.*\\) is deploying base 1\\.3\\.0 to place right now, place cannot be torn down now, and nothing was touched\\. "
            );
        Platform.Has("artifacts/place/base").ShouldBeTrue();
    }

    [Test]
    public void All_that_is_there_goes_in_the_versions_that_run_and_stands_in_the_history()
    {
        Up("--set=first").ShouldSucceed();

        var down = Down("--confirm=place", "--output=json").ShouldSucceed();

        down.RawOutput.ShouldContain("\"remains\": []");
        Platform.Has("artifacts/place/web").ShouldBeFalse();
        Platform.Has("artifacts/place/base").ShouldBeFalse();
        var history = Platform.Run("--target=History", "--environment=place").ShouldSucceed().Tables;
        history.ShouldContain("destroy");
        Down("--confirm=place")
            .ShouldSucceed()
            .Said.ShouldContain(
                "Nothing to do: the ledger has nothing in place. Checked in <time>. Nothing is known to remain that costs money."
            );
    }

    [Test]
    public void What_may_still_cost_money_is_listed()
    {
        Up("--set=first").ShouldSucceed();
        Platform
            .File("artifacts/state/place/old.tfstate", """{ "resources": [{ "type": "aws_vpc" }] }""")
            .File("artifacts/state/place/empty.tfstate", """{ "resources": [] }""")
            .File("artifacts/place/by-hand/configmap.yaml", "kind: ConfigMap\n");

        Down("--confirm=place")
            .ShouldSucceed()
            .Tables.ShouldContain(
                """
                What may still cost money:
                  artifacts/place/by-hand  the ledger does not have it
                  artifacts/state/place/old.tfstate  it is a Terraform state that still lists resources
                """
            );
    }

    [Test]
    public void Without_a_terminal_the_name_must_be_given()
    {
        Up("--set=first").ShouldSucceed();

        Down()
            .ShouldOnlySay(
                2,
                "TearDown removes all of place, and there is no terminal on which to ask whether you mean that; if you do, add --confirm=place"
            );
        Down("--confirm=sandbox")
            .ShouldOnlySay(
                2,
                "--confirm is sandbox, and the environment is place; if you mean to remove all of place, write --confirm=place"
            );
    }

    [Test]
    public void What_is_protected_demands_the_name_and_so_does_what_extends_it()
    {
        Place("protected: true\n");
        Platform.Environment("other", "extends: place\ntarget: { directory: artifacts/other }\n");

        Down()
            .ShouldOnlySay(
                2,
                "environments/place/environment.yaml(3,1): place is protected, and TearDown removes all of it; if you mean that, add --confirm=place"
            );
        Platform
            .Run("--target=TearDown", "--environment=other")
            .ShouldOnlySay(
                2,
                "environments/place/environment.yaml(3,1): other is protected, and TearDown removes all of it; if you mean that, add --confirm=other"
            );
        Down("--confirm=place").ShouldSucceed();
    }

    [Test]
    public void What_is_wrong_with_the_key_is_reported()
    {
        Place("protected: maybe\n");

        Down("--confirm=place")
            .ShouldOnlySay(
                2,
                "environments/place/environment.yaml(3,12): protected must be true or false, and this is text; write true or false"
            );
    }

    [Test]
    public void A_torn_line_leaves_unknown_what_to_remove()
    {
        Up("--set=first").ShouldSucceed();
        Platform.File("environments/place/ledger.jsonl", "{\"attempt\":\"1\"\n");

        var refused = Down("--confirm=place").ShouldEnd(3);

        refused.Error.ShouldContain("it is not known what to remove from place, and nothing was touched.");
        Platform.Has("artifacts/place/web").ShouldBeTrue();
    }

    [Test]
    public void What_no_store_has_any_more_cannot_be_removed_and_nothing_is()
    {
        Up("--set=first").ShouldSucceed();
        Directory.Delete(Path.Combine(Platform.Root, "artifacts/store"), recursive: true);

        var refused = Down("--confirm=place").ShouldEnd(2);

        refused.Error.ShouldMatch(@"base 1\.0\.0 \(sha256:<digest>\) is not in .*\nweb 1\.0\.0 ");
        Platform.Has("artifacts/place/web").ShouldBeTrue();
    }

    [TestCase("place", 0)]
    [TestCase("plaze", 2)]
    [TestCase("", 2)]
    public void On_a_terminal_the_name_is_asked_for(string answer, int exitCode)
    {
        Up("--set=first").ShouldSucceed();
        Platform
            .RealTool("script")
            .Tool(
                "terminal",
                $"echo '{answer}' | exec script -qec \"'{MachineTool.DotNet}' '{SourceTree.Program}' --target=TearDown --environment=place\" /dev/null"
            );

        var shown = Platform.Program("terminal");

        shown.ExitCode.ShouldBe(exitCode, shown.Raw);
        shown.Raw.ShouldContain("TearDown removes from place (directory artifacts/place): base 1.0.0, web 1.0.0");
        shown.Raw.ShouldContain("Type the name of the environment to remove all of it: ");
        Platform.Has("artifacts/place/web").ShouldBe(exitCode != 0);
        if (answer == "plaze")
        {
            shown.Raw.ShouldContain(
                "plaze is not place; nothing was touched; run it again if you mean to remove the environment"
            );
        }
    }

    private ScratchPlatform Place(string more) =>
        Platform.Environment("place", $"extends: sandbox\ntarget: {{ directory: artifacts/place }}\n{more}");

    private ProgramResult Up(params string[] more) =>
        Platform.Run(["--target=StandUp", "--environment=place", .. more]);

    private ProgramResult Down(params string[] more) =>
        Platform.Run(["--target=TearDown", "--environment=place", .. more]);
}
