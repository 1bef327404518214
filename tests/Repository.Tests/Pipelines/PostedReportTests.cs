using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>The jobs that post the report of a change: they have a token, and run nothing of the change.</summary>
[CancelAfter(120_000)]
public sealed class PostedReportTests : IDisposable
{
    private const string Report = "artifacts/reports/change.json";

    private readonly ScratchPlatform _platform = PipelinePlatform.With("all");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void On_GitHub_one_workflow_may_write_comments_and_statuses_and_it_takes_nothing_of_the_change_but_the_report()
    {
        var folder = Path.Combine(_platform.Root, ".github", "workflows");
        foreach (
            var file in Directory
                .GetFiles(folder)
                .Where(file => !file.EndsWith("-report.yml", StringComparison.Ordinal))
        )
        {
            var text = File.ReadAllText(file);
            text.ShouldContain("\npermissions:\n  contents: read\n", customMessage: file);
            text.ShouldNotContain("pull-requests:", customMessage: file);
            text.ShouldNotContain("statuses:", customMessage: file);
            text.ShouldNotContain("github.token", customMessage: file);
            text.ShouldNotContain("secrets.", customMessage: file);
            text.ShouldNotContain("pull_request_target", customMessage: file);
        }

        var report = Workflow("report");
        report.ShouldContain(
            "on:\n  workflow_run:\n    workflows: [Validate]\n    types: [completed]\npermissions: {}\n"
        );
        report.ShouldContain(
            "    permissions:\n      actions: read\n      contents: read\n      pull-requests: write\n      statuses: write\n    runs-on"
        );
        report.ShouldContain(
            "          ref: ${{ github.event.repository.default_branch }}\n          persist-credentials: false\n"
        );
        report.ShouldNotContain("head");
        Workflow("validate").ShouldContain("\nname: Validate\n");
    }

    [Test]
    public void On_GitHub_the_artifact_of_a_change_goes_outside_of_the_checkout()
    {
        var report = Workflow("report");

        report.ShouldContain("          path: ${{ runner.temp }}/report\n");
        report.ShouldContain("          REPORT: ${{ runner.temp }}/report/change.json\n");
        Workflow("validate")
            .ShouldContain(
                "      - if: always()\n        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2\n"
                    + $"        with:\n          name: path-to-prod-report\n          path: {Report}\n"
            );
        report.ShouldContain("          pattern: path-to-prod-report\n");
    }

    [Test]
    public void On_GitHub_a_run_without_a_report_posts_nothing_and_passes()
    {
        using var folder = new TemporaryFolder();
        ScriptFile.WriteShell(Path.Combine(folder.Path, "build.sh"), "exit 9\n");

        var end = PipelineShell.Run(folder.Path, GitHubScript(), ("REPORT", "none.json"));

        end.ExitCode.ShouldBe(0);
        end.Output.ShouldBe("There is no report: the change affects nothing, or its run ended before it was tested.\n");
    }

    [Test]
    public void On_GitHub_a_report_is_posted_by_the_program_of_the_main_branch()
    {
        using var folder = new TemporaryFolder();
        ScriptFile.WriteShell(Path.Combine(folder.Path, "build.sh"), "echo \"$*\"\n");
        File.WriteAllText(Path.Combine(folder.Path, "change.json"), "{}");

        PipelineShell
            .Run(folder.Path, GitHubScript(), ("REPORT", "change.json"))
            .Output.ShouldBe("--target=PostReport --report=change.json\n");
    }

    [Test]
    public void On_GitLab_the_program_of_the_base_posts_and_not_that_of_the_change()
    {
        using var folder = new TemporaryFolder();
        TestGit.Run(folder.Path, "init", "--quiet");
        Commit(folder.Path, "base");
        var before = TestGit.Run(folder.Path, "rev-parse", "HEAD");
        Commit(folder.Path, "change");
        Directory.CreateDirectory(Path.Combine(folder.Path, "artifacts", "reports"));
        File.WriteAllText(Path.Combine(folder.Path, Report), "{}");

        var end = PipelineShell.Run(folder.Path, GitLabScript("report"), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", before));

        end.Output.ShouldBe($"base: --target=PostReport --report={Report}\n");
    }

    [Test]
    public void On_GitLab_the_report_is_posted_only_where_there_is_a_token_and_fails_no_pipeline()
    {
        var text = _platform.Read(".gitlab-ci.yml");

        text.ShouldContain(
            "report:\n  stage: path-to-prod\n  timeout: 30m\n  allow_failure: true\n  rules:\n"
                + "    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\" && $GITLAB_TOKEN\n      when: always\n"
        );
        text.ShouldContain(
            $"    when: always\n    paths: [artifacts/ci/certify-change, {Report}]\n    reports:\n"
                + "      junit: artifacts/reports/change.xml\n      terraform: artifacts/reports/change.terraform.json\n"
        );
    }

    [TestCase("0", true)]
    [TestCase("1", false)]
    public void On_GitLab_a_change_leaves_its_mark_only_when_its_validation_passed(string exitCode, bool isMarked)
    {
        using var folder = new TemporaryFolder();
        ScriptFile.WriteShell(Path.Combine(folder.Path, "build.sh"), $"exit {exitCode}\n");

        PipelineShell.Run(folder.Path, GitLabScript("certify-change"), ("BASE", "x"));

        File.Exists(Path.Combine(folder.Path, "artifacts", "ci", "certify-change")).ShouldBe(isMarked);
    }

    private static void Commit(string folder, string name)
    {
        ScriptFile.WriteShell(Path.Combine(folder, "build.sh"), $"echo \"{name}: $*\"\n");
        TestGit.Run(folder, "add", "build.sh");
        TestGit.Run(folder, "commit", "--quiet", "--message", name);
    }

    private string Workflow(string name) => _platform.Read($".github/workflows/path-to-prod-{name}.yml");

    private string GitHubScript() => PipelineShell.After(Workflow("report"), "        run: |\n");

    private string GitLabScript(string job)
    {
        var text = _platform.Read(".gitlab-ci.yml");
        return PipelineShell.After(text[text.IndexOf($"\n{job}:\n", StringComparison.Ordinal)..], "    - |\n");
    }
}
