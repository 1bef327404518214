using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>Build, Test, Deploy and Destroy with their options, to a folder.</summary>
public sealed class DeployTests
{
    private const string Deployed = "artifacts/sandbox/ingress/configmap-ingress.yaml";

    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() =>
        _platform = new ScratchPlatform()
            .Component("base-k8s")
            .Component("ingress", "1.4.0", "requires: { base-k8s: \">=1.0.0 <2.0.0\" }\n");

    [TearDown]
    public void TearDown() => _platform.Dispose();

    private ProgramResult Deploy(params string[] more) =>
        _platform.Run(["--target=Deploy", "--component=ingress", .. more]);

    private void RefuseMissing() =>
        _platform.Environment("sandbox", "target: { directory: artifacts/sandbox }\nmissing-dependencies: refuse\n");

    [Test]
    public void What_is_required_and_missing_is_deployed_first_and_the_summary_says_so()
    {
        var result = Deploy().ShouldSucceed();
        Snapshot.Match(result.Output);
        result.Error.ShouldBeEmpty();
        _platform.Read(Deployed).ShouldContain("version: 1.4.0");
        _platform.Has("artifacts/sandbox/base-k8s/configmap-base-k8s.yaml").ShouldBeTrue();
        result
            .Touched.Where(path => path.EndsWith(".log", StringComparison.Ordinal))
            .Select(path => path.Split('/', 4)[3])
            .ShouldBe([
                "base-k8s/Build.log",
                "base-k8s/Deploy.log",
                "base-k8s/Test.log",
                "ingress/Build.log",
                "ingress/Deploy.log",
                "ingress/Test.log",
            ]);
    }

    [Test]
    public void A_second_run_says_that_nothing_changed_and_touches_only_its_own_log()
    {
        Deploy().ShouldSucceed();
        var result = Deploy().ShouldSucceed();
        result.Said.ShouldContain("and is still there");
        result.Touched.Where(path => !path.StartsWith("artifacts/runs/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public void Force_deploys_what_did_not_change()
    {
        Deploy().ShouldSucceed();
        var result = Deploy("--force").ShouldSucceed();
        result.Touched.ShouldContain("environments/sandbox/ledger.jsonl");
        _platform.Read("environments/sandbox/ledger.jsonl").Split('\n').Length.ShouldBe(7);
    }

    [Test]
    public void A_missing_requirement_is_refused_where_the_environment_says_so()
    {
        RefuseMissing();
        var result = Deploy();
        Snapshot.Match(result.Error);
        result.Output.ShouldBeEmpty();
        result.ExitCode.ShouldBe(3);
        result.ShouldTouchNothing();
    }

    [Test]
    public void With_dependencies_deploys_them_where_the_environment_would_refuse()
    {
        RefuseMissing();
        Deploy("--with-dependencies").ShouldSucceed();
        _platform.Has("artifacts/sandbox/base-k8s/configmap-base-k8s.yaml").ShouldBeTrue();
        _platform.Has(Deployed).ShouldBeTrue();
    }

    [Test]
    public void A_requirement_that_no_version_satisfies_is_refused_whatever_is_asked()
    {
        _platform.Component("ingress", "1.4.0", "requires: { base-k8s: \">=2.0.0\" }\n");
        var result = Deploy("--with-dependencies");
        Snapshot.Match(result.Error);
        result.ExitCode.ShouldBe(3);
        result.ShouldTouchNothing();
    }

    [Test]
    public void Exclusive_runs_only_the_target_and_says_what_is_missing()
    {
        _platform.Component("ingress");
        var result = Deploy("--exclusive", "--output=json").ShouldEnd(2);
        var node = JsonNode.Parse(result.Output)!["components"]![0]!;
        node["stages"]!.AsArray().Select(stage => stage!["name"]!.ToString()).ShouldBe(["Deploy"]);
        node["error"]!
            .ToString()
            .ShouldBe("ingress was not built in this run; run without --exclusive, or let the task depend on Build");
        _platform.Has("artifacts/sandbox").ShouldBeFalse();
    }

    [Test]
    public void Several_components_and_all_are_deployed_in_one_run()
    {
        _platform.Component("settings");
        _platform.Run("--target=Deploy", "--component=ingress, settings").ShouldSucceed();
        _platform.Has("artifacts/sandbox/settings").ShouldBeTrue();
        var all = _platform.Run("-t", "Deploy", "-c", "all", "-e", "sandbox", "-o", "json").ShouldSucceed();
        JsonNode.Parse(all.Output)!["components"]!
            .AsArray()
            .Select(node => node!["component"]!.ToString())
            .ShouldBe(["base-k8s", "ingress", "settings"], ignoreOrder: true);
    }

    [Test]
    public void JSON_is_one_document_on_standard_output_and_all_else_is_on_standard_error()
    {
        var result = Deploy("--output=json", "--verbosity=verbose").ShouldSucceed();
        var json = JsonNode.Parse(result.Output)!;
        json["exitCode"]!.GetValue<int>().ShouldBe(0);
        json["components"]!.AsArray().Count.ShouldBe(2);
        result.Error.ShouldContain("ingress   Deploy   done");
    }

    [Test]
    public void Quiet_prints_the_summary_alone()
    {
        var result = Deploy("--verbosity=quiet").ShouldSucceed();
        result.Output.TrimStart('\n').ShouldStartWith("Deployed base-k8s and ingress to sandbox");
        result.Error.ShouldBeEmpty();
    }

    [Test]
    public void Destroy_removes_what_is_deployed_and_once_more_has_nothing_to_do()
    {
        Deploy().ShouldSucceed();
        _platform.Run("--target=Destroy", "--component=ingress").ShouldSucceed();
        _platform.Has("artifacts/sandbox/ingress").ShouldBeFalse();
        _platform.Has("artifacts/sandbox/base-k8s").ShouldBeTrue();
        _platform
            .Run("--target=Destroy", "--component=ingress")
            .ShouldSucceed()
            .Output.ShouldContain("there is no ingress in sandbox");
    }

    [Test]
    public void What_someone_removed_is_deployed_again()
    {
        Deploy().ShouldSucceed();
        Directory.Delete(Path.Combine(_platform.Root, "artifacts", "sandbox", "ingress"), recursive: true);
        Deploy().ShouldSucceed();
        _platform.Has(Deployed).ShouldBeTrue();
    }

    [TestCase("Lint", "Lint")]
    [TestCase("Build", "Build")]
    [TestCase("Test", "Build,Test")]
    [TestCase("Plan", "Build,Plan")]
    public void A_stage_runs_what_it_depends_on_and_nothing_more(string target, string stages)
    {
        var result = _platform.Run($"--target={target}", "--component=base-k8s", "--output=json").ShouldSucceed();
        var node = JsonNode.Parse(result.Output)!["components"]![0]!;
        node["stages"]!.AsArray().Select(stage => stage!["name"]!.ToString()).ShouldBe(stages.Split(','));
        _platform.Has("artifacts/sandbox").ShouldBeFalse();
        _platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();
    }

    [Test]
    public void Plan_shows_what_a_deployment_would_change()
    {
        var result = _platform.Run("--target=Plan", "--component=base-k8s").ShouldSucceed();
        result.Output.ShouldContain("+ artifacts/sandbox/base-k8s/configmap-base-k8s.yaml");
        result.Output.ShouldContain("+ kind: ConfigMap");

        _platform.Run("--target=Deploy", "--component=base-k8s").ShouldSucceed();
        _platform
            .Run("--target=Plan", "--component=base-k8s")
            .ShouldSucceed()
            .Output.ShouldContain("Nothing would change in base-k8s.");
    }

    [Test]
    public void Verify_needs_a_deployment()
    {
        _platform
            .Run("--target=Verify", "--component=base-k8s")
            .ShouldEnd(1)
            .Said.ShouldContain(
                "base-k8s is not deployed to sandbox, so there is nothing to verify. "
                    + "Deploy it: ./build.sh --target=Deploy --component=base-k8s --environment=sandbox"
            );
        _platform.Run("--target=Deploy", "--component=base-k8s").ShouldSucceed();
        _platform.Run("--target=Verify", "--component=base-k8s").ShouldSucceed();
    }

    [Test]
    public void Lint_checks_the_sources_and_makes_nothing()
    {
        _platform.File("components/base-k8s/manifests/more.yaml", "kind: ConfigMap\nmetadata:\n  name: more\n");
        var result = _platform.Run("--target=Lint", "--component=base-k8s").ShouldEnd(1);
        result.Said.ShouldContain("components/base-k8s/manifests/more.yaml(1,1): ");
        _platform.Has("artifacts/built").ShouldBeFalse();
    }

    [Test]
    public void Update_snapshots_writes_what_is_rendered_and_Test_compares_with_it_from_then_on()
    {
        const string Snapshot = "components/base-k8s/tests/snapshots/sandbox.yaml";
        _platform.Run("--target=Test", "--component=base-k8s", "--update-snapshots").ShouldSucceed();
        _platform.Read(Snapshot).ShouldContain("kind: ConfigMap");
        _platform.File(Snapshot, _platform.Read(Snapshot).Replace("1.0.0", "0.9.0", StringComparison.Ordinal));

        var failed = _platform.Run("--target=Test", "--component=base-k8s", "--force").ShouldEnd(1);
        failed.Output.ShouldContain("what is rendered differs from the snapshot");

        _platform.Run("--target=Test", "--component=base-k8s", "--update-snapshots").ShouldSucceed();
        _platform.Read(Snapshot).ShouldContain("1.0.0");
        _platform.Run("--target=Test", "--component=base-k8s", "--force").ShouldSucceed();
    }

    [Test]
    public void Outside_Git_it_works_and_says_what_is_missing_in_the_ledger()
    {
        Deploy().ShouldSucceed().Output.ShouldContain("the ledger names no commit: not a Git checkout");
        _platform.Read("environments/sandbox/ledger.jsonl").ShouldNotContain("\"commit\"");
    }

    [Test]
    public void Without_git_it_works_and_says_what_is_missing_in_the_ledger()
    {
        File.Delete(Path.Combine(_platform.Bin, "git"));
        Deploy().ShouldSucceed().Output.ShouldContain("the ledger names no commit: git is not on the PATH");
    }
}
