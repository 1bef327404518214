using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>The target Pipelines: what it writes, and what it leaves alone.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class PipelinesTests : IDisposable
{
    private const string Workflow = ".github/workflows/path-to-prod-validate.yml";

    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("ingress");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void Files_are_written_and_then_up_to_date_until_the_graph_changes()
    {
        _platform
            .Run("--target=Pipelines", "--system=all")
            .ShouldSucceed()
            .Output.ShouldBe(
                $"{Workflow}: written\n.gitlab-ci.yml: written\nJenkinsfile: written\n.tekton/path-to-prod.yaml: written\n"
            );
        _platform
            .Run("--target=Pipelines", "--system=all", "--check")
            .ShouldSucceed()
            .Output.ShouldBe(
                $"{Workflow}: up to date\n.gitlab-ci.yml: up to date\nJenkinsfile: up to date\n.tekton/path-to-prod.yaml: up to date\n"
            );
        _platform.Run("--target=Pipelines", "--system=all").ShouldSucceed().Output.ShouldNotContain("written");

        _platform.Component("egress");

        var check = _platform.Run("--target=Pipelines", "--system=jenkins", "--check").ShouldEnd(1);
        check.Output.ShouldBe(
            "Jenkinsfile: the platform or the program changed since it was written; write it again with ./build.sh --target=Pipelines --system=jenkins\n"
        );
        check.ShouldTouchNothing();
        _platform
            .Run("--target=Pipelines", "--system=jenkins")
            .ShouldSucceed()
            .Output.ShouldBe("Jenkinsfile: written\n");
    }

    [Test]
    public void What_was_edited_by_hand_or_written_by_something_else_stays_as_it_is_without_force()
    {
        _platform.Run("--target=Pipelines", "--system=github").ShouldSucceed();
        _platform.File(Workflow, _platform.Read(Workflow) + "# mine\n").File("Jenkinsfile", "node {}\n");

        _platform
            .Run("--target=Pipelines", "--system=github,jenkins,tekton")
            .ShouldOnlySay(
                2,
                $"{Workflow}: it was edited by hand since it was written, and was not changed; keep the edit elsewhere, then write ./build.sh --target=Pipelines --system=github --force",
                "Jenkinsfile: something else wrote it, and it was not changed; move it away, or replace it with ./build.sh --target=Pipelines --system=jenkins --force"
            );
        _platform
            .Run("--target=Pipelines", "--system=github,jenkins,tekton", "--check")
            .ShouldEnd(1)
            .Output.ShouldBe(
                $"{Workflow}: it was edited by hand since it was written; keep the edit elsewhere, then write ./build.sh --target=Pipelines --system=github --force\n"
                    + "Jenkinsfile: something else wrote it; move it away, or replace it with ./build.sh --target=Pipelines --system=jenkins --force\n"
                    + ".tekton/path-to-prod.yaml: it is not there; write it with ./build.sh --target=Pipelines --system=tekton\n"
            );

        _platform.Run("--target=Pipelines", "--system=github,jenkins", "--force").ShouldSucceed();

        _platform.Run("--target=Pipelines", "--system=github,jenkins", "--check").ShouldSucceed();
    }

    [Test]
    public void An_unknown_system_is_refused_with_those_that_there_are()
    {
        _platform
            .Run("--target=Pipelines", "--system=gitlap")
            .ShouldOnlySay(2, "there is no CI system gitlap that pipelines are written for; did you mean gitlab?");
        _platform
            .Run("--target=Pipelines")
            .ShouldOnlySay(
                2,
                "no CI system is named; add --system=NAMES: github, gitlab, jenkins, tekton; several (a,b); or all"
            );
    }

    [Test]
    public void The_document_for_programs_fits_its_schema()
    {
        var document = _platform.Run("--target=Pipelines", "--system=all", "--output=json").ShouldSucceed().RawOutput;

        ReportSchema.ShouldFit(document, "pipelines");
        document.ShouldContain("\"state\": \"missing\"");
    }

    [Test]
    public void Under_ci_there_are_pipelines_to_certify_to_deploy_by_hand_and_on_a_schedule()
    {
        _platform
            .File("platform.yaml", _platform.Read("platform.yaml") + "ways-of-working: ci\n")
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nfor-tests: true\n");

        _platform.Run("--target=Pipelines", "--system=all").ShouldSucceed();

        string[] names = ["certify", "deploy", "drift", "report", "validate"];
        Directory
            .GetFiles(Path.Combine(_platform.Root, ".github", "workflows"))
            .Select(file => Path.GetFileName(file))
            .Order()
            .ShouldBe(names.Select(name => $"path-to-prod-{name}.yml"));
        Validators.Workflows(_platform.Root).ShouldBeEmpty();
        var (faults, jobs) = Validators.GitLab(_platform.Root);
        faults.ShouldBeEmpty();
        jobs.ShouldBe(["affected", "test-ingress", "certify-change", "path-to-prod"]);
        Names(_platform.Root, "Jenkinsfile*").ShouldBe(["Jenkinsfile", "Jenkinsfile.deploy", "Jenkinsfile.drift"]);
        Validators.Jenkinsfile(_platform.Root).Faults.ShouldBeEmpty();
        Names(Path.Combine(_platform.Root, ".tekton"), "*")
            .ShouldBe([
                "path-to-prod-certify.yaml",
                "path-to-prod-deploy.yaml",
                "path-to-prod-drift.yaml",
                "path-to-prod.yaml",
            ]);
        Validators.Tekton(_platform.Root).ShouldBeEmpty();
    }

    [TestCase("onError: continue", "onError: ignore", "/spec/pipelineSpec/tasks/2/taskSpec/steps/0/onError")]
    [TestCase("runAfter:", "runafter:", "/spec/pipelineSpec/tasks/1/runafter")]
    [TestCase("pipeline: 8h0m0s", "pipeline: 8", "/spec/timeouts/pipeline")]
    [TestCase("optional: true", "optional: \"true\"", "/valueFrom/secretKeyRef/optional")]
    [TestCase("          steps:", "          stages:", "/taskSpec/stages")]
    [TestCase("value: \"{{ repo_url }}\"", "value: 7", "/spec/params/0/value")]
    public void The_schema_of_Tekton_finds_what_is_wrong_in_a_run(string right, string wrong, string place)
    {
        _platform
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nfor-tests: true\n")
            .Run("--target=Pipelines", "--system=tekton")
            .ShouldSucceed();
        var run = _platform.Read(".tekton/path-to-prod.yaml");
        run.ShouldContain(right);

        Validators.TektonFaults(run).ShouldBeEmpty();
        Validators.TektonFaults(run.Replace(right, wrong)).ShouldContain(fault => fault.Contains(place));
    }

    [Test]
    public void A_deployment_is_never_cancelled_by_a_newer_one()
    {
        _platform.File("platform.yaml", _platform.Read("platform.yaml") + "ways-of-working: ci\n");

        _platform.Run("--target=Pipelines", "--system=github,gitlab").ShouldSucceed();

        _platform
            .Read(".github/workflows/path-to-prod-deploy.yml")
            .ShouldContain("      cancel-in-progress: false\n      queue: max\n");
        _platform.Read(".gitlab-ci.yml").ShouldContain("  interruptible: false\n  resource_group: deploy-sandbox\n");
    }

    private static string[] Names(string folder, string pattern) =>
        [.. Directory.GetFiles(folder, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
