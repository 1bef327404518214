using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>What posts the report of a change in Jenkins and Tekton: with a token, and the program of the branch that the change goes to.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class PostedElsewhereTests : IDisposable
{
    private const string Report = "artifacts/reports/change.json";
    private const string Says = "$CHANGE_URL ${CHANGE_HEAD:-} $*";

    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("ingress")
        .Environment("sandbox", "target: { directory: artifacts/sandbox }\nfor-tests: true\n");

    private readonly TemporaryFolder _folder = new();

    [SetUp]
    public void Write() => _platform.Run("--target=Pipelines", "--system=jenkins,tekton").ShouldSucceed();

    public void Dispose()
    {
        _folder.Dispose();
        _platform.Dispose();
    }

    [Test]
    public void In_Jenkins_the_program_of_the_target_branch_posts_for_the_commit_of_the_change()
    {
        var head = Repository();
        // As Jenkins does it: a merge that no one else has.
        TestGit.Run(_folder.Path, "checkout", "--quiet", "--detach", "refs/remotes/origin/PR-12");
        TestGit.Run(_folder.Path, "merge", "--quiet", "--no-edit", "origin/main");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "artifacts", "reports"));
        File.WriteAllText(Path.Combine(_folder.Path, Report), "{}");

        var end = PipelineShell.Run(
            _folder.Path,
            JenkinsScript(),
            ("CHANGE_URL", "url"),
            ("BRANCH_NAME", "PR-12"),
            ("CHANGE_TARGET", "main")
        );

        end.Output.ShouldBe($"main: url {head} --target=PostReport --report={Report}\n");
    }

    [Test]
    public void In_Jenkins_a_commit_that_was_not_tested_is_not_taken_for_the_tested_one()
    {
        Repository();
        TestGit.Run(_folder.Path, "checkout", "--quiet", "--detach", "refs/remotes/origin/PR-12~1");
        var tested = TestGit.Run(_folder.Path, "rev-parse", "HEAD");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "artifacts", "reports"));
        File.WriteAllText(Path.Combine(_folder.Path, Report), "{}");

        PipelineShell
            .Run(
                _folder.Path,
                JenkinsScript(),
                ("CHANGE_URL", "url"),
                ("BRANCH_NAME", "PR-12"),
                ("CHANGE_TARGET", "main")
            )
            .Output.ShouldContain($" {tested} --target=PostReport");
    }

    [Test]
    public void In_Jenkins_a_run_without_a_report_posts_nothing() =>
        PipelineShell
            .Run(_folder.Path, JenkinsScript(), ("CHANGE_URL", "url"))
            .Output.ShouldBe("There is no report: the run ended before the change was tested.\n");

    [Test]
    public void In_Tekton_the_step_with_the_token_is_apart_from_the_change_and_the_task_ends_as_the_first_step_did()
    {
        var task = TektonTask();

        task.ShouldContain(
            "            - name: run\n              image: $(params.image)\n              onError: continue\n"
        );
        task.ShouldContain(
            "            - name: report\n              image: $(params.image)\n              onError: continue\n"
        );
        task.ShouldContain("                - name: HOME\n                  value: /tmp/path-to-prod-report\n");
        task[..task.IndexOf("- name: report\n", StringComparison.Ordinal)].ShouldNotContain("TOKEN");
        task.ShouldEndWith(
            "            - name: verdict\n              image: $(params.image)\n              script: |\n                #!/bin/sh\n"
                + "                exit \"$(cat $(steps.step-run.exitCode.path))\"\n"
        );
        Validators.Tekton(_platform.Root).ShouldBeEmpty();
    }

    [TestCase("https://github.example.com/acme/platform", "https://github.example.com/acme/platform/pull/12")]
    [TestCase("https://gitlab.com/acme/platform.git", "https://gitlab.com/acme/platform/-/merge_requests/12")]
    public void In_Tekton_the_program_of_the_target_branch_posts(string repository, string page)
    {
        Repository();
        TestGit.Run(_folder.Path, "checkout", "--quiet", "main");
        var home = Path.Combine(_folder.Path, "home");
        Directory.CreateDirectory(home);
        // The address is the system's; Git is led from there to a folder.
        TestGit.Run(
            _folder.Path,
            "config",
            "--file",
            Path.Combine(home, ".gitconfig"),
            $"url.{_folder.Path}.insteadOf",
            repository
        );
        var report = Path.Combine(home, "change.json");
        File.WriteAllText(report, "{}");

        var end = TektonStep(repository, "12", home, report);

        end.Output.ShouldBe($"main: {page} head --target=PostReport --report={report}\n", end.Errors);
    }

    [TestCase(
        "https://git.example.com/acme/platform",
        "12",
        "It is not known whether https://git.example.com/acme/platform is on GitHub or on GitLab, so nothing is posted.\n"
    )]
    [TestCase("https://github.com/acme/platform", "", "No change is named, so nothing is posted.\n")]
    [TestCase(
        "https://github.com/acme/platform",
        "{{ pull_request_number }}",
        "No change is named, so nothing is posted.\n"
    )]
    public void In_Tekton_what_is_no_change_of_a_known_system_posts_nothing_and_says_so(
        string repository,
        string number,
        string says
    )
    {
        var report = Path.Combine(_folder.Path, "change.json");
        File.WriteAllText(report, "{}");

        TektonStep(repository, number, _folder.Path, report).Output.ShouldBe(says);
    }

    /// <summary>A clone with a main branch and a change of two commits, whose program says which it is.</summary>
    private string Repository()
    {
        TestGit.Run(_folder.Path, "init", "--quiet", "--initial-branch=main");
        Commit("main", "first");
        TestGit.Run(_folder.Path, "update-ref", "refs/remotes/origin/main", "HEAD");
        TestGit.Run(_folder.Path, "checkout", "--quiet", "-b", "change");
        Commit("change", "second");
        Commit("change", "third");
        TestGit.Run(_folder.Path, "update-ref", "refs/remotes/origin/PR-12", "HEAD");
        return TestGit.Run(_folder.Path, "rev-parse", "HEAD");
    }

    private void Commit(string name, string message)
    {
        ScriptFile.WriteShell(Path.Combine(_folder.Path, "build.sh"), $"echo \"{name}: {Says}\"\n");
        File.WriteAllText(Path.Combine(_folder.Path, "note"), message);
        TestGit.Run(_folder.Path, "add", "build.sh", "note");
        TestGit.Run(_folder.Path, "commit", "--quiet", "--message", message);
    }

    private string JenkinsScript()
    {
        var text = _platform.Read("Jenkinsfile");
        return PipelineShell.After(
            text[text.IndexOf("withCredentials(", StringComparison.Ordinal)..],
            "            sh '''\n"
        );
    }

    private string TektonTask()
    {
        var text = _platform.Read(".tekton/path-to-prod.yaml");
        text = text[text.IndexOf("      - name: certify\n", StringComparison.Ordinal)..];
        return text[..text.IndexOf("    finally:\n", StringComparison.Ordinal)];
    }

    private ProgramEnd TektonStep(string repository, string number, string home, string report)
    {
        var task = TektonTask();
        return PipelineShell.Run(
            _folder.Path,
            PipelineShell.After(task[task.IndexOf("- name: report\n", StringComparison.Ordinal)..], "script: |\n"),
            ("HOME", home),
            ("REPORT", report),
            ("REPOSITORY", repository),
            ("NUMBER", number),
            ("CHANGE_HEAD", "head"),
            ("PAC_TARGET_BRANCH", "refs/heads/main")
        );
    }
}
