using System.Text.Json.Nodes;
using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>Pipelines that are about no change: certification, deployment, delivery and the schedule.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class PipelineJobsTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("ingress")
        .Environment("sandbox", "target: { directory: artifacts/sandbox }\nfor-tests: true\n")
        .Environment("prod", "target: { directory: artifacts/prod }\n");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void On_main_each_system_certifies_what_was_merged_and_keeps_the_evidence()
    {
        Write("ci");

        const string resolve = "./build.sh --target=Resolve --environment=sandbox\n";
        const string certify = "./build.sh --target=Certify --set=proposed --environment=sandbox --wait\n";
        foreach (var file in (string[])[Workflow("certify"), ".gitlab-ci.yml", "Jenkinsfile", Run("certify")])
        {
            _platform.Read(file).ShouldContain(resolve, customMessage: file);
            _platform.Read(file).ShouldContain(certify, customMessage: file);
        }

        foreach (var file in (string[])[Workflow("certify"), ".gitlab-ci.yml", "Jenkinsfile"])
        {
            _platform.Read(file).ShouldContain("environments/version-sets/compatibility.jsonl", customMessage: file);
        }

        var jenkins = _platform.Read("Jenkinsfile");
        jenkins.ShouldContain("  return env.BRANCH_NAME == 'main' && !params.COMPONENT\n");
        jenkins.ShouldContain(
            "    stage('certification') {\n      agent any\n      when {\n        beforeAgent true\n        expression { isMain() }\n"
        );
        _platform.Read(Run("certify")).ShouldContain("on-event: \"[push]\"\n");
    }

    [Test]
    public void Where_people_do_everything_main_is_not_certified()
    {
        Write("manual");

        _platform.Read("Jenkinsfile").ShouldNotContain("certification");
        _platform.Has(Run("certify")).ShouldBeFalse();
        _platform.Has(".ci").ShouldBeFalse();
    }

    [Test]
    public void Jobs_of_Jenkins_wait_for_the_one_before_and_abort_only_older_builds_of_a_change()
    {
        Write("ci");

        foreach (var name in (string[])["deploy", "drift"])
        {
            var text = _platform.Read($"Jenkinsfile.{name}");
            text.ShouldContain("    disableConcurrentBuilds()\n");
            text.ShouldNotContain("milestone");
            text.ShouldNotContain("abortPrevious");
        }

        var change = _platform.Read("Jenkinsfile");
        change.ShouldContain("          if (env.CHANGE_TARGET) {\n            // A newer commit");
        change.ShouldNotContain("abortPrevious");
    }

    [Test]
    public void Runs_of_Tekton_are_cancelled_by_newer_ones_only_where_they_are_about_a_change()
    {
        Write("ci");

        _platform.Read(".tekton/path-to-prod.yaml").ShouldContain("cancel-in-progress: \"true\"\n");
        foreach (var name in (string[])["certify", "deploy", "drift"])
        {
            _platform.Read(Run(name)).ShouldContain("cancel-in-progress: \"false\"\n", customMessage: name);
        }
    }

    [Test]
    public void Delivery_walks_the_path_as_the_agent_in_each_system()
    {
        _platform.File("environments/promotion.yaml", "path:\n  sandbox: {}\n");
        Write("ci-cd");

        _platform.Read(Workflow("deliver")).ShouldContain("          PATH_TO_PROD_AGENT: github-actions\n");
        _platform.Read(".gitlab-ci.yml").ShouldContain("    PATH_TO_PROD_AGENT: gitlab-ci\n");
        _platform.Read("Jenkinsfile.deliver").ShouldContain("  environment { PATH_TO_PROD_AGENT = 'jenkins' }\n");
        _platform
            .Read(Run("deliver"))
            .ShouldContain("                - name: PATH_TO_PROD_AGENT\n                  value: tekton\n");
        foreach (var file in (string[])[Workflow("deliver"), ".gitlab-ci.yml", "Jenkinsfile.deliver", Run("deliver")])
        {
            _platform.Read(file).ShouldContain("exec ./build.sh --target=Advance\n", customMessage: file);
        }

        _platform.Has("Jenkinsfile.deploy").ShouldBeFalse();
        _platform.Has(Run("deploy")).ShouldBeFalse();
        Validators.Jenkinsfile(_platform.Root).Faults.ShouldBeEmpty();
        Validators.Tekton(_platform.Root).ShouldBeEmpty();
    }

    [Test]
    public void A_deployment_without_a_version_set_deploys_nothing()
    {
        Write("ci");
        using var folder = new TemporaryFolder();
        ScriptFile.WriteShell(Path.Combine(folder.Path, "build.sh"), "echo \"$*\"\n");
        var script = PipelineShell.After(_platform.Read("Jenkinsfile.deploy"), "        sh '''\n");

        var nothing = PipelineShell.Run(folder.Path, script, ("ENVIRONMENT", "prod"), ("VERSION_SET", ""));
        nothing.ExitCode.ShouldNotBe(0);
        nothing.Output.ShouldBeEmpty();
        nothing.Errors.ShouldContain("VERSION_SET: name a version set");

        PipelineShell
            .Run(folder.Path, script, ("ENVIRONMENT", "prod"), ("VERSION_SET", "2026.11.1"))
            .Output.ShouldBe("--target=Deploy --component=all --environment=prod --set=2026.11.1 --wait\n");
    }

    [Test]
    public void The_nightly_look_goes_on_after_an_environment_that_drifted_and_then_fails()
    {
        Write("ci");
        using var folder = new TemporaryFolder();
        ScriptFile.WriteShell(Path.Combine(folder.Path, "build.sh"), "echo \"$2\"\n[ \"$2\" != --environment=prod ]\n");

        var end = PipelineShell.Run(
            folder.Path,
            PipelineShell.After(_platform.Read("Jenkinsfile.drift"), "        sh '''\n")
        );

        end.Output.ShouldBe("--environment=prod\n--environment=sandbox\n");
        end.ExitCode.ShouldBe(1);
    }

    [Test]
    public void The_schedule_of_Tekton_starts_a_run_by_its_name_and_shows_the_secret_to_no_one()
    {
        Write("ci");
        var text = _platform.Read(".ci/tekton-schedule.yaml");
        using var folder = new TemporaryFolder();
        ScriptFile.WriteShell(Path.Combine(folder.Path, "curl"), "echo \"$*\" > arguments\ncat > body\n");

        var end = PipelineShell.Run(
            folder.Path,
            PipelineShell.After(text, "                - |\n"),
            ("SECRET", "s3cret"),
            ("ADDRESS", "http://127.0.0.1:1/incoming"),
            ("PATH", $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}")
        );

        end.ExitCode.ShouldBe(0, end.Errors);
        var body = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "body")))!;
        body["repository"]!.ToString().ShouldBe("scratch");
        body["branch"]!.ToString().ShouldBe("main");
        body["pipelinerun"]!.ToString().ShouldBe("path-to-prod-drift");
        body["secret"]!.ToString().ShouldBe("s3cret");
        var arguments = File.ReadAllText(Path.Combine(folder.Path, "arguments"));
        arguments.ShouldContain("--data @-");
        arguments.ShouldNotContain("s3cret");
        _platform.Read(Run("drift")).ShouldContain("  name: path-to-prod-drift\n");
        text.ShouldContain("  schedule: \"17 4 * * *\"\n");
    }

    private void Write(string way)
    {
        _platform.File("platform.yaml", _platform.Read("platform.yaml") + $"ways-of-working: {way}\n");
        _platform.Run("--target=Pipelines", "--system=all").ShouldSucceed();
    }

    private static string Workflow(string name) => $".github/workflows/path-to-prod-{name}.yml";

    private static string Run(string name) => $".tekton/path-to-prod-{name}.yaml";
}
