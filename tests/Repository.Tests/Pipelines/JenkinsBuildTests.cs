using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>The Jenkinsfile of changes is run, by Groovy and what stands for Jenkins in <c>tests/validators/jenkins.groovy</c>.</summary>
[CancelAfter(120_000)]
public sealed class JenkinsBuildTests : IDisposable
{
    private const string Change = "BRANCH_NAME=PR-12,CHANGE_TARGET=main,BUILD_NUMBER=3";

    private readonly ScratchPlatform _platform = PipelinePlatform.With("jenkins");

    public void Dispose() => _platform.Dispose();

    [TestCase("", ExpectedResult = "SUCCESS")]
    [TestCase("affected", ExpectedResult = "FAILURE")]
    [TestCase("components", ExpectedResult = "FAILURE")]
    [TestCase("tests", ExpectedResult = "FAILURE")]
    [TestCase("certify", ExpectedResult = "FAILURE")]
    [TestCase("report", ExpectedResult = "SUCCESS")]
    public string A_build_passes_only_when_all_that_had_to_run_passed(string failing) =>
        Build($"{Change},PATH_TO_PROD_REPORT_CREDENTIAL=reports", failing)[^1];

    [Test]
    public void Everything_runs_after_a_component_that_failed_and_the_last_stage_says_so() =>
        Build(Change, "components")
            .ShouldBe([
                "sh in affected",
                "sh in components",
                "caught in components: script returned exit code 1",
                "sh in tests",
                "sh in certify",
                "not wanted report",
                "not wanted certification",
                "failed path-to-prod: A job before this one ended with FAILURE.",
                "FAILURE",
            ]);

    [Test]
    public void What_cannot_say_what_is_affected_skips_the_rest() =>
        Build(Change, "affected")
            .ShouldBe([
                "sh in affected",
                "failed affected: script returned exit code 1",
                .. ((string[])["components", "tests", "certify", "report", "certification", "path-to-prod"]).Select(
                    stage => $"skipped {stage}: an earlier stage failed"
                ),
                "FAILURE",
            ]);

    [Test]
    public void A_report_is_posted_only_where_a_credential_is_named_and_fails_no_build() =>
        Build($"{Change},PATH_TO_PROD_REPORT_CREDENTIAL=reports", "certify")
            .ShouldBe([
                "sh in affected",
                "sh in components",
                "sh in tests",
                "sh in certify",
                "caught in certify: script returned exit code 1",
                "sh in report",
                "with GITHUB_TOKEN and GITLAB_TOKEN of reports",
                "sh in report",
                "not wanted certification",
                "failed path-to-prod: A job before this one ended with FAILURE.",
                "FAILURE",
            ]);

    [TestCase("", ExpectedResult = "SUCCESS")]
    [TestCase("certification", ExpectedResult = "FAILURE")]
    public string On_main_the_certification_alone_decides(string failing)
    {
        var lines = Build("BRANCH_NAME=main,BUILD_NUMBER=3", failing);
        lines.ShouldContain("sh in certification");
        lines.ShouldContain("not wanted components");
        return lines[^1];
    }

    private string[] Build(string variables, string failing)
    {
        var end = Validators.RunJenkinsfile(Path.Combine(_platform.Root, "Jenkinsfile"), variables, failing);
        end.ExitCode.ShouldBe(0, end.Errors);
        return end.Output.TrimEnd().Split('\n');
    }
}
