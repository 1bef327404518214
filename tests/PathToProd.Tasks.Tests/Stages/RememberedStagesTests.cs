using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Tests.Runs;

namespace PathToProd.Tasks.Tests.Stages;

/// <summary>What passed is not tested again; whatever could change the answer is.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class RememberedStagesTests : IDisposable
{
    /// <summary>Renders its values and the Kubernetes version that it was given.</summary>
    private const string Helm = """
        case "$1" in
          lint) exit 0;;
          template) printf 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: place\ndata:\n  text: here\n';;
        esac
        """;

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .Tool("helm", Helm)
        .File("components/web/component.yaml", "name: web\nversion: 1.0.0\ntype: helm\n")
        .File("components/web/chart/Chart.yaml", "name: web\nversion: 1.0.0\n");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task What_passed_is_not_tested_again()
    {
        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Done);

        var second = await TestAsync();

        second.Outcome.ShouldBe(StageOutcome.Unchanged);
        second.Note.ShouldBe("the same content passed in run 20261122-080000-0001");
    }

    [TestCase("components/web/chart/values.yaml", "a: 1\n", TestName = "A_file_of_the_chart")]
    [TestCase("components/web/tests/note.txt", "x", TestName = "A_file_of_the_tests")]
    [TestCase("environments/sandbox/values/web.yaml", "a: 1\n", TestName = "A_value")]
    [TestCase(
        "environments/sandbox/environment.yaml",
        "target: { directory: artifacts/sandbox }\nkubernetes-version: 1.30.0\n",
        TestName = "The_version_of_Kubernetes_that_charts_are_rendered_for"
    )]
    [TestCase(
        "environments/sandbox/environment.yaml",
        "target: { directory: artifacts/sandbox }\napi-versions: [monitoring.coreos.com/v1]\n",
        TestName = "The_API_versions_that_charts_are_rendered_for"
    )]
    [TestCase(
        "environments/sandbox/capabilities.yaml",
        "api-versions: [monitoring.coreos.com/v1]\n",
        TestName = "What_was_recorded_of_the_cluster"
    )]
    [TestCase(
        "environments/other/environment.yaml",
        "target: { directory: artifacts/other }\n",
        TestName = "Another_environment"
    )]
    public async Task Is_tested_again_when_it_changed(string file, string text)
    {
        await TestAsync();
        _bed.File(file, text);

        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Done);
        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Unchanged);
    }

    [Test]
    public async Task Another_version_of_the_tool_tests_again()
    {
        await TestAsync();
        _bed.Tool("helm", Helm, version: "3.17.0");

        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Done);
    }

    [Test]
    public async Task Forced_it_tests_again()
    {
        await TestAsync();

        (await TestAsync(new RunOptions { Force = true })).Outcome.ShouldBe(StageOutcome.Done);
    }

    [Test]
    public async Task A_failed_test_is_never_remembered_and_forgets_what_passed()
    {
        await TestAsync();
        _bed.File("broken", "").Tool("helm", $"[ \"$1\" = lint ] && test -e {_bed.Root}/broken && exit 1\n{Helm}");

        (await TestAsync(new RunOptions { Force = true })).Outcome.ShouldBe(StageOutcome.Failed);
        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Failed);
        File.Delete(Path.Combine(_bed.Root, "broken"));
        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Done);
    }

    [Test]
    public async Task A_damaged_memory_is_none()
    {
        await TestAsync();
        _bed.File("artifacts/results/passed.tsv", "web\tTest\tsha256:");

        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Done);
    }

    [Test]
    public async Task A_snapshot_is_compared_written_when_asked_for_and_then_compared_again()
    {
        const string Snapshot = "components/web/tests/snapshots/sandbox.yaml";
        _bed.File(Snapshot, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: place\ndata:\n  text: elsewhere\n");
        var before = _bed[Snapshot];

        (await _bed.RunAsync("Test", "web"))
            .Nodes[0]
            .Error.ShouldBe(
                """
                components/web/tests/snapshots/sandbox.yaml: what is rendered differs from the snapshot:
                ~ rendered/sandbox.yaml
                      metadata:
                        name: place
                      data:
                    -   text: elsewhere
                    +   text: here
                ; if this is meant, run Test with --update-snapshots and read the diff
                """
            );
        var updated = await TestAsync(new RunOptions { UpdateSnapshots = true });
        updated.Note.ShouldBe($"wrote {Snapshot}");
        _bed[Snapshot].ShouldEndWith("text: here\n");
        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Done);
        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Unchanged);
        _bed.File(Snapshot, before);
        (await TestAsync()).Outcome.ShouldBe(StageOutcome.Failed);
    }

    private async Task<StageResult> TestAsync(RunOptions? options = null)
    {
        var result = await _bed.RunAsync("Test", options ?? new RunOptions(), "web");
        return result.Nodes[0].Stages[^1];
    }
}
