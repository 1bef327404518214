using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>The target Rollback, from the command line, on real components that are deployed to a directory.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class RollbackTests : IDisposable
{
    private const string Nothing =
        "./build.sh --target=History --environment=sandbox has all attempts; deploy a version by its name with Deploy.";

    private readonly SetPlatform _sets = new();

    private ScratchPlatform Platform => _sets.Platform;

    private string Fine => Path.Combine(Platform.Home, "fine");

    public void Dispose() => _sets.Dispose();

    [Test]
    public void A_failed_upgrade_goes_back_as_a_whole_what_requires_first_and_stands_in_the_history()
    {
        _sets.Deploy();
        Upgrade("2.0.0", isGood: false);

        var back = Rollback("--force", "--note=bug 7").ShouldSucceed();

        Column(back.Error)
            .ShouldBe(
                "Going back in sandbox to what run <run> left there just now: "
                    + "base 2.0.0 -> 1.0.0 sha256:<digest> after web, whose 2.0.0 requires >=2 <3 "
                    + "web 2.0.0 -> 1.0.0 sha256:<digest> because bug 7 "
                    + "sandbox now to sandbox after that: no tested step; no tested path leads there."
            );
        back.Said.ShouldStartWith(
            "web Deploy done <time> base Deploy done <time> Rolled back base and web in sandbox in <time>."
        );
        Version("base").ShouldContain("version: 1.0.0");
        Version("web").ShouldContain("version: 1.0.0");
        History()
            .ShouldBe([
                "rollback base 1.0.0 succeeded: bug 7",
                "rollback web 1.0.0 succeeded: bug 7",
                "deploy web 2.0.0 failed",
                "deploy base 2.0.0 succeeded",
                "deploy web 1.0.0 succeeded",
                "deploy base 1.0.0 succeeded",
            ]);
        Platform.Run("--target=History").Said.ShouldContain("rollback 1.0.0");

        Rollback("--force")
            .ShouldEnd(3)
            .Error.ShouldStartWith("There is nothing to go back to in sandbox: before run <run> (");
    }

    [Test]
    public void Asked_again_it_goes_further_back_and_never_forward()
    {
        foreach (var version in (string[])["1.0.0", "1.1.0", "1.2.0", "1.3.0"])
        {
            _sets.Build("web", version, "").Deploy("web");
        }

        foreach (var version in (string[])["1.2.0", "1.1.0", "1.0.0"])
        {
            Rollback("--component=web", "--force").ShouldSucceed();
            Version("web").ShouldContain($"version: {version}");
        }

        var end = Rollback("--component=web", "--force").ShouldEnd(3);

        end.Error.ShouldMatch(
            "^There is nothing to go back to with web in sandbox: before run <run> \\(.* UTC\\) the ledger has nothing else of web that was good\\. "
        );
        end.Error.ShouldEndWith(Nothing + "\n");
        end.ShouldTouchNothing();
        // What the rollbacks left does not come back after a newer deployment either.
        _sets.Build("web", "1.4.0", "").Deploy("web");
        Rollback("--component=web", "--force").ShouldSucceed();
        Version("web").ShouldContain("version: 1.0.0");
    }

    [Test]
    public void A_dry_run_shows_it_and_touches_nothing_and_programs_get_a_document()
    {
        _sets.Build("web", "1.0.0", "").Deploy("web").Build("web", "1.1.0", "").Deploy("web");

        var shown = Rollback("--component=web", "--force", "--dry-run").ShouldSucceed();
        shown.Output.ShouldContain("web  1.1.0  ->  1.0.0");
        shown.ShouldTouchNothing();
        Rollback("--component=web", "--force", "--dry-run", "--output=markdown")
            .ShouldSucceed()
            .Output.ShouldStartWith("```text\nGoing back with web in sandbox to what run <run> left there ");
        Rollback("--component=web", "--force", "--dry-run", "--output=events")
            .ShouldOnlySay(
                2,
                "--output=events means nothing with --dry-run, as nothing happens; write text, json or markdown"
            );
        var json = Rollback("--component=web", "--force", "--output=json").ShouldSucceed();

        var document = JsonNode.Parse(json.RawOutput)!;
        ((string)document["scope"]!).ShouldBe("component web");
        ((string)document["components"]![0]!["from"]!["version"]!).ShouldBe("1.1.0");
        ((string)document["components"]![0]!["to"]!["version"]!).ShouldBe("1.0.0");
        ((string)document["step"]!["answer"]!["state"]!).ShouldBe("unknown");
        ((string)document["run"]!["components"]![0]!["outcome"]!).ShouldBe("done");
    }

    [Test]
    public void A_step_that_was_certified_needs_no_force_and_one_that_was_not_does()
    {
        Platform.Environment("ci-1", "target: { directory: artifacts/ci-1 }\nfor-tests: true\n");
        _sets.Deploy().Pin("one");
        Upgrade("1.5.0", isGood: true);
        _sets.Pin("two");
        Rollback()
            .ShouldOnlySay(
                3,
                "Because the step back is not known to work, nothing was touched. two to one: no tested step; no tested path leads there.",
                "Go back to what run <run> left there anyway: ./build.sh --target=Rollback --environment=sandbox --force"
            );
        Platform.Run("--target=Certify", "--set=two", "--from=one", "--and-back", "--environment=ci-1").ShouldSucceed();

        var back = Rollback().ShouldSucceed();

        Column(back.Error).ShouldContain("two to one: the step passed on ci-1 just now");
        Platform.Run("--target=Diff", "--set=one", "--with=sandbox").Output.ShouldContain("run the same");
    }

    [Test]
    public void A_rollback_that_failed_goes_on_to_where_it_went()
    {
        _sets.Build("web", "1.0.0", "");
        Smoke($"test -e {Fine}");
        File.WriteAllText(Fine, "");
        _sets.Build("web", "1.0.1", "smoke: { script: tests/smoke.sh, timeout: 30s }\n").Deploy("web,base");
        Smoke("true");
        _sets.Build("web", "1.1.0", "smoke: { script: tests/smoke.sh, timeout: 30s }\n").Deploy("web");
        File.Delete(Fine);
        var failed = Rollback("--force").ShouldEnd(1);
        failed.Said.ShouldContain(
            "--target=Rollback --resume=<run> goes on with it; without --resume it goes further back"
        );
        File.WriteAllText(Fine, "");

        var resumed = Rollback("--resume").ShouldSucceed();

        resumed.Error.ShouldContain("web  1.0.1  ->  1.0.1  the same artifact");
        Version("web").ShouldContain("version: 1.0.1");
        History()[0].ShouldStartWith("rollback web 1.0.1 succeeded");
    }

    [Test]
    public void A_deployment_is_not_resumed_after_it_was_rolled_back()
    {
        _sets.Deploy();
        Upgrade("2.0.0", isGood: false);
        Rollback("--force").ShouldSucceed();

        Platform
            .Run("--target=Deploy", "--resume")
            .ShouldEnd(2)
            .Error.ShouldContain("(Rollback) has changed base and web in sandbox since, and resuming would undo that");
    }

    [Test]
    public void What_stays_and_needs_the_newer_version_keeps_it_there()
    {
        _sets.Deploy();
        Upgrade("2.0.0", isGood: true);

        Rollback("--component=base", "--force")
            .ShouldOnlySay(
                3,
                "Because sandbox has web 2.0.0, which requires base >=2 <3, it does not go back to base 1.0.0. Roll back all of the "
                    + "environment: ./build.sh --target=Rollback --environment=sandbox"
            );
        Rollback("--component=web", "--force")
            .ShouldOnlySay(
                3,
                "Because web 1.0.0 requires base >=1 <2, and sandbox has base 2.0.0, it does not go back to web 1.0.0. Roll back all of the "
                    + "environment: ./build.sh --target=Rollback --environment=sandbox"
            );
    }

    [Test]
    public void Groups_and_version_sets_go_back_as_one_under_their_own_version()
    {
        Platform
            .File("platform.yaml", "name: scratch\ngroups: { pair: [base, web] }\n")
            .Environment("grouped", "target: { directory: artifacts/grouped }\ndeployment-model: groups\n")
            .Environment("whole", "target: { directory: artifacts/whole }\ndeployment-model: monolithic\n");
        _sets.Deploy().Pin("one");
        Platform.Run("--target=Deploy", "--component=pair", "--environment=grouped").ShouldSucceed();
        Platform.Run("--target=Deploy", "--environment=whole", "--set=one").ShouldSucceed();
        Upgrade("2.0.0", isGood: true);
        _sets.Pin("two");
        Platform.Run("--target=Deploy", "--component=pair", "--environment=grouped").ShouldSucceed();
        Platform.Run("--target=Deploy", "--environment=whole", "--set=two").ShouldSucceed();

        Platform
            .Run("--target=Rollback", "--component=web", "--environment=grouped")
            .ShouldOnlySay(
                3,
                "Because grouped deploys the group pair (base and web) as one (environments/grouped/environment.yaml(2,1)), web cannot be rolled back "
                    + "there alone. Roll back all of it: ./build.sh --target=Rollback --component=pair --environment=grouped"
            );
        Platform
            .Run("--target=Rollback", "--component=web", "--environment=whole")
            .ShouldOnlySay(
                3,
                "Because whole deploys all of a version set as one (environments/whole/environment.yaml(2,1)), web cannot be rolled back "
                    + "there alone. Roll back all of it: ./build.sh --target=Rollback --environment=whole"
            );
        var group = Platform
            .Run("--target=Rollback", "--component=pair", "--environment=grouped", "--force")
            .ShouldSucceed();
        var whole = Platform.Run("--target=Rollback", "--environment=whole", "--force").ShouldSucceed();

        group.Said.ShouldContain("pair (base and web): rolled back and verified as one.");
        whole.Said.ShouldContain("all 2 components, version set one: rolled back and verified as one.");
        Column(whole.Error)
            .ShouldStartWith("Going back with all components in whole to one, to what run <run> left there");
        Platform.Run("--target=Diff", "--set=one", "--with=whole").Output.ShouldContain("run the same");
        Platform.Run("--target=Diff", "--set=one", "--with=grouped").Output.ShouldContain("run the same");
        Platform
            .Run("--target=Rollback", "--component=pair", "--environment=grouped", "--force")
            .ShouldEnd(3)
            .Error.ShouldStartWith("There is nothing to go back to with the group pair in grouped: before run <run>");
        Platform
            .Run("--target=Rollback", "--environment=whole", "--force")
            .ShouldEnd(3)
            .Error.ShouldStartWith("There is nothing to go back to with all components in whole: before run <run>");
        // The environment as a whole knows that its group went back.
        Platform.Run("--target=Rollback", "--environment=grouped", "--force").ShouldEnd(3);
    }

    [Test]
    public void What_is_wrong_is_said_before_anything_is_touched()
    {
        Platform.File("platform.yaml", "name: scratch\ngroups: { pair: [base, web] }\n");
        Rollback().ShouldOnlySay(3, "Nothing runs in sandbox: nothing was ever deployed there.");
        Rollback("--component=wep").ShouldOnlySay(2, "there is no component or group wep; did you mean web?");
        Rollback("--component=affected")
            .ShouldOnlySay(
                2,
                "--component=affected means nothing for Rollback; name a component or a group, or leave --component out to roll back all of the environment"
            );
        Rollback("--component=base,web")
            .ShouldOnlySay(
                2,
                "--component names base and web, which have no version that was good for all of them; "
                    + "name one, or leave --component out to roll back all of the environment"
            );
        Rollback("--component=pair")
            .ShouldOnlySay(
                2,
                "pair is a group of base and web, and sandbox deploys each by itself; "
                    + "name one of them, or leave --component out to roll back all of the environment"
            );
        Platform
            .Run("--target=Rollback", "--environment=snadbox")
            .ShouldOnlySay(2, "there is no environment snadbox; did you mean sandbox?");
        Rollback("--set=one")
            .ShouldOnlySay(
                2,
                "--set means nothing for Rollback; leave it out; ./build.sh --target=Rollback --help lists what it takes"
            );
        Rollback("--resume")
            .ShouldOnlySay(
                2,
                "there is no run of Rollback for sandbox to resume: artifacts/runs has none; start one without --resume"
            );
    }

    [Test]
    public void An_artifact_that_is_gone_and_pins_that_say_otherwise_are_refused()
    {
        _sets.Build("web", "1.0.0", "").Deploy("web").Build("web", "1.1.0", "").Deploy("web");
        Platform
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nversions: pinned\n")
            .File("environments/sandbox/versions.yaml", "web: 1.1.0\n");
        Rollback("--component=web", "--force")
            .ShouldOnlySay(
                2,
                "sandbox pins web 1.1.0, so the next deployment would undo a rollback to 1.0.0; pin web: 1.0.0 in environments/sandbox/versions.yaml first"
            );
        Platform.File("environments/sandbox/versions.yaml", "web: 1.0.0\n");
        var store = Path.Combine(Platform.Root, "artifacts", "store");
        Directory.Move(store, $"{store}-away");

        Rollback("--component=web", "--force")
            .ShouldEnd(2)
            .Error.ShouldStartWith("web 1.0.0 (sha256:<digest>) is not in artifacts/store; ");

        Directory.Move($"{store}-away", store);
        Rollback("--component=web", "--force").ShouldSucceed();
    }

    [Test]
    public void Where_only_signed_sets_are_taken_a_signed_one_must_have_what_comes_back()
    {
        _sets.Signer("ann@example.com", "ann").Deploy().Pin("one");
        Upgrade("2.0.0", isGood: true);
        _sets.Pin("two", $"--sign-with={_sets.Key("ann")}");
        Platform.Environment("sandbox", "target: { directory: artifacts/sandbox }\nsigned-only: true\n");

        Rollback("--force")
            .ShouldOnlySay(
                3,
                "Because sandbox takes only version sets that an allowed signer signed, and no signed one has base 1.0.0 and web 1.0.0, nothing goes back "
                    + "there. Sign the set that has them: ./build.sh --target=Pin --set=NAME --sign-with=FILE"
            );
        Platform.Run("--target=Pin", "--set=one", $"--sign-with={_sets.Key("ann")}").ShouldSucceed();
        Rollback("--force").ShouldSucceed();
        Version("web").ShouldContain("version: 1.0.0");
    }

    private ProgramResult Rollback(params string[] more) =>
        Platform.Run(["--target=Rollback", "--environment=sandbox", .. more]);

    private string Version(string component) =>
        Platform.Read($"artifacts/sandbox/{component}/configmap-{component}.yaml");

    private void Smoke(string line) => Platform.Script("components/web/tests/smoke.sh", line);

    private void Upgrade(string version, bool isGood)
    {
        var range = version[0] == '1' ? ">=1 <2" : ">=2 <3";
        Smoke(isGood ? "true" : "exit 1");
        Platform
            .Component("base", version)
            .Component(
                "web",
                version,
                $"requires: {{ base: \"{range}\" }}\nsmoke: {{ script: tests/smoke.sh, timeout: 30s }}\n"
            );
        Platform.Run("--target=Deploy", "--component=all").ShouldEnd(isGood ? 0 : 1);
    }

    /// <summary>The history, the newest first, in short.</summary>
    private string[] History()
    {
        var history = Platform.Run("--target=History", "--environment=sandbox", "--output=json").ShouldSucceed();
        return
        [
            .. JsonNode.Parse(history.RawOutput)!["environments"]![0]!["attempts"]!
                .AsArray()
                .Select(attempt =>
                    $"{(attempt!["rollback"] is null ? attempt["action"] : "rollback")} {attempt["component"]} {attempt["version"]} {attempt["outcome"]}"
                    + (attempt["rollback"] is { } rollback ? $": {rollback["because"]}" : "")
                ),
        ];
    }

    private static string Column(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
