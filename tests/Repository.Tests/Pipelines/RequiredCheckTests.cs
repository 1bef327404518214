using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>The one required check passes only when all that had to run passed.</summary>
[CancelAfter(120_000)]
public sealed class RequiredCheckTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("ingress")
        .Environment("sandbox", "target: { directory: artifacts/sandbox }\nfor-tests: true\n")
        .File(".ci/run", "");

    [OneTimeSetUp]
    public void Write() => _platform.Run("--target=Pipelines", "--system=all").ShouldSucceed();

    public void Dispose() => _platform.Dispose();

    [TestCase("success", "[\"ingress\"]", "success", "success", "success", ExpectedResult = 0)]
    [TestCase("success", "[]", "skipped", "skipped", "success", ExpectedResult = 0)]
    [TestCase("success", "[\"ingress\"]", "skipped", "skipped", "success", ExpectedResult = 1)]
    [TestCase("success", "[\"ingress\"]", "failure", "skipped", "success", ExpectedResult = 1)]
    [TestCase("success", "[\"ingress\"]", "cancelled", "skipped", "success", ExpectedResult = 1)]
    [TestCase("success", "[\"ingress\"]", "success", "failure", "success", ExpectedResult = 1)]
    [TestCase("success", "[\"ingress\"]", "success", "cancelled", "success", ExpectedResult = 1)]
    [TestCase("success", "[\"ingress\"]", "success", "success", "failure", ExpectedResult = 1)]
    [TestCase("success", "[]", "skipped", "skipped", "skipped", ExpectedResult = 1)]
    [TestCase("failure", "", "skipped", "skipped", "success", ExpectedResult = 1)]
    [TestCase("cancelled", "[]", "skipped", "skipped", "success", ExpectedResult = 1)]
    [TestCase("skipped", "", "skipped", "skipped", "skipped", ExpectedResult = 1)]
    [TestCase("success", "[]", "", "skipped", "success", ExpectedResult = 1)]
    public int The_required_check_of_GitHub_passes_only_when_all_that_had_to_run_passed(
        string affected,
        string jobs,
        string components,
        string certify,
        string tests
    )
    {
        var text = _platform.Read(".github/workflows/path-to-prod-validate.yml");
        text.ShouldContain("  path-to-prod:\n    if: always()\n    needs: [affected, components, certify, tests]\n");
        return Shell(
            PipelineShell.After(text, "TESTS: ${{ needs.tests.result }}\n        run: |\n"),
            ("AFFECTED", affected),
            ("JOBS", jobs),
            ("COMPONENTS", components),
            ("CERTIFY", certify),
            ("TESTS", tests)
        ).ExitCode;
    }

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(200, 200)]
    [TestCase(201, 101)]
    [TestCase(1000, 200)]
    public void A_matrix_of_GitHub_has_each_affected_component_once_and_at_most_200_jobs(int components, int jobs)
    {
        using var folder = new TemporaryFolder();
        var names = Enumerable.Range(0, components).Select(number => $"component-{number}").ToArray();
        File.WriteAllLines(Path.Combine(folder.Path, "affected.txt"), names);
        var text = _platform.Read(".github/workflows/path-to-prod-validate.yml");
        var awk = text[text.IndexOf("          awk '", StringComparison.Ordinal)..];
        awk = awk[..(awk.IndexOf("$GITHUB_OUTPUT\"", StringComparison.Ordinal) + 15)];

        PipelineShell.Run(folder.Path, awk, ("GITHUB_OUTPUT", "out")).ExitCode.ShouldBe(0);

        var line = File.ReadAllText(Path.Combine(folder.Path, "out")).TrimEnd();
        var matrix = System.Text.Json.Nodes.JsonNode.Parse(line["jobs=".Length..])!.AsArray();
        matrix.Count.ShouldBe(jobs);
        matrix.SelectMany(job => job!.ToString().Split(',')).ShouldBe(names);
    }

    [TestCase("affected test-ingress tests certify-change", ExpectedResult = 0)]
    [TestCase("affected test-ingress tests", ExpectedResult = 1)]
    [TestCase("affected tests certify-change", ExpectedResult = 1)]
    [TestCase("test-ingress tests certify-change", ExpectedResult = 1)]
    [TestCase("", ExpectedResult = 1)]
    public int The_last_job_of_GitLab_passes_only_when_each_job_left_its_mark(string marks)
    {
        using var folder = new TemporaryFolder();
        var marked = Directory.CreateDirectory(Path.Combine(folder.Path, "artifacts", "ci")).FullName;
        foreach (var mark in marks.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            File.WriteAllText(Path.Combine(marked, mark), "passed\n");
        }

        var text = _platform.Read(".gitlab-ci.yml");
        var job = text[text.IndexOf("\npath-to-prod:\n", StringComparison.Ordinal)..];
        job.ShouldContain("    JOBS: affected test-ingress tests\n");
        return PipelineShell
            .Run(
                folder.Path,
                PipelineShell.After(job, "    - |\n"),
                ("JOBS", "affected test-ingress tests"),
                ("CI_PIPELINE_SOURCE", "merge_request_event")
            )
            .ExitCode;
    }

    [TestCase("Succeeded", ExpectedResult = 0)]
    [TestCase("Failed", ExpectedResult = 1)]
    [TestCase("Completed", ExpectedResult = 1)]
    [TestCase("None", ExpectedResult = 1)]
    public int The_last_task_of_Tekton_passes_only_when_all_tasks_ran_and_passed(string status)
    {
        var text = _platform.Read(".tekton/path-to-prod.yaml");
        return Shell(
            PipelineShell.After(text[text.IndexOf("    finally:\n", StringComparison.Ordinal)..], "script: |\n"),
            ("STATUS", status)
        ).ExitCode;
    }

    [Test]
    public void Without_a_commit_to_compare_with_nothing_is_guessed()
    {
        var text = _platform.Read(".gitlab-ci.yml");
        var end = Shell(PipelineShell.After(text, "    - |\n"), ("BASE", ""), ("COMPONENT", ""));

        end.ExitCode.ShouldNotBe(0);
        end.Errors.ShouldContain("there is no commit to compare with; start it for a change, or name a component");
    }

    private ProgramEnd Shell(string script, params (string Name, string Value)[] variables) =>
        PipelineShell.Run(_platform.Root, script, variables);
}
