using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Runs of which it is known before that some components have nothing to do.</summary>
public sealed class UnchangedNodesTests
{
    private ComponentTestBed _bed = null!;

    [SetUp]
    public void SetUp() =>
        _bed = new ComponentTestBed()
            .Manifests("base")
            .Manifests("web", "requires: { base: ^1.0 }\n")
            .Manifests("other");

    [TearDown]
    public void TearDown() => _bed.Dispose();

    [Test]
    public async Task What_was_built_and_did_not_change_is_reported_as_unchanged_and_leaves_no_log()
    {
        await _bed.RunAsync("Build", "base", "other", "web");
        _bed.Observer.Happenings.Clear();

        var result = await _bed.RunAsync("Build", "base", "other", "web");

        result.ExitCode.ShouldBe(ExitCode.Done);
        result.Nodes.Select(node => node.Component).ShouldBe(["base", "other", "web"]);
        result.Nodes.ShouldAllBe(node => node.Outcome == NodeOutcome.Unchanged && node.Digest != null);
        result
            .Nodes[0]
            .Stages.ShouldHaveSingleItem()
            .Note.ShouldBe("nothing it is made of has changed since run 20261122-080000-0001");
        Directory.Exists(Path.Combine(_bed.Root, result.Logs)).ShouldBeFalse();
        _bed.Observer.Happenings.Select(happening => happening.GetType().Name)
            .ShouldBe([
                "RunStarted",
                "StageEnded",
                "NodeEnded",
                "StageEnded",
                "NodeEnded",
                "StageEnded",
                "NodeEnded",
                "RunEnded",
            ]);
    }

    [Test]
    public async Task What_was_tested_and_did_not_change_makes_no_task_graph_either()
    {
        await _bed.RunAsync("Test", "base");

        var result = await _bed.RunAsync("Test", "base");

        result.Nodes[0].Stages.Select(stage => stage.Name).ShouldBe(["Build", "Test"]);
        result.Nodes[0].Stages.ShouldAllBe(stage => stage.LogFile == null);
    }

    [Test]
    public async Task What_requires_something_unchanged_runs_without_waiting()
    {
        await _bed.RunAsync("Build", "base");

        var result = await _bed.RunAsync("Build", "base", "web");

        result.Nodes.Select(node => node.Outcome).ShouldBe([NodeOutcome.Unchanged, NodeOutcome.Done]);
        File.Exists(Path.Combine(_bed.Root, result.Nodes[1].Stages[0].LogFile!)).ShouldBeTrue();
    }

    [Test]
    public async Task What_is_unchanged_stays_so_whatever_becomes_of_the_others()
    {
        await _bed.RunAsync("Build", "web");
        _bed.File("components/base/component.yaml", "name: base\nversion: 1.0.0\ntype: helm\n");
        _bed.Tool("helm", "exit 0");

        var result = await _bed.RunAsync("Build", "base", "web");

        result.Nodes.Select(node => node.Outcome).ShouldBe([NodeOutcome.WrongInput, NodeOutcome.Unchanged]);
    }

    [Test]
    public async Task With_force_everything_runs()
    {
        await _bed.RunAsync("Build", "base");

        var result = await _bed.RunAsync("Build", new RunOptions { Force = true }, "base");

        result.Nodes[0].Stages[0].LogFile.ShouldNotBeNull();
    }

    [Test]
    public async Task Tools_that_went_missing_since_are_reported_all_at_once()
    {
        _bed.File("components/chart/component.yaml", "name: chart\nversion: 1.0.0\ntype: helm\n")
            .File("components/chart/chart/Chart.yaml", "name: chart\nversion: 1.0.0\n")
            .Terraform("root")
            .Tool("helm", "")
            .Tool("terraform", "", "1.11.4");
        await _bed.RunAsync("Build", "chart", "root");
        Directory.Delete(Path.Combine(_bed.Root, "bin"), recursive: true);

        var refusal = await _bed.RefusalAsync("Test", new RunOptions(), "chart", "root");

        refusal.ExitCode.ShouldBe(ExitCode.WrongInput);
        refusal.Message.ShouldContain("helm");
        refusal.Message.ShouldContain("terraform");
    }

    [TestCase("artifacts/store/index.json")]
    [TestCase("artifacts/results/passed.tsv")]
    public async Task When_the_artifact_or_the_result_is_gone_it_is_built_again(string gone)
    {
        var built = (await _bed.RunAsync("Build", "base")).Nodes[0].Digest;
        File.Delete(Path.Combine(_bed.Root, gone));

        var result = await _bed.RunAsync("Build", "base");

        result.ExitCode.ShouldBe(ExitCode.Done);
        result.Nodes[0].Stages[0].LogFile.ShouldNotBeNull();
        result.Nodes[0].Digest.ShouldBe(built);
        _bed.Store.Find(built!).ShouldNotBeNull();
    }

    [Test]
    public async Task A_blob_that_was_cut_off_is_made_again()
    {
        var built = (await _bed.RunAsync("Build", "base")).Nodes[0].Digest!;
        var store = _bed.Store;
        var layer = store.ReadManifest(store.Find(built)!).Layers[0].Digest.Hex;
        var blob = Path.Combine(_bed.Root, "artifacts/store/blobs/sha256", layer);
        var whole = File.ReadAllBytes(blob);
        File.WriteAllBytes(blob, whole[..10]);

        var result = await _bed.RunAsync("Build", "base");

        result.ExitCode.ShouldBe(ExitCode.Done);
        File.ReadAllBytes(blob).ShouldBe(whole);
    }
}
