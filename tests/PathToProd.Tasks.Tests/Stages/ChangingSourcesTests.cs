using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages;

/// <summary>What is built is what was digested, even when someone saves a file meanwhile.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ChangingSourcesTests : IDisposable
{
    private readonly ComponentTestBed _bed = new ComponentTestBed().Manifests("web");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task A_file_that_changes_between_its_digest_and_its_packing_is_noticed_and_built_as_it_is_now()
    {
        WhenBuildStarts(() =>
            _bed.File("components/web/manifests/place.yaml", ComponentTestBed.ConfigMap("place", "text: changed"))
        );

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Done);
        result.Nodes[0].Stages[0].Note.ShouldBe("manifests/place.yaml changed while it was read, so it was read again");
        _bed["artifacts/sandbox/web/configmap-place.yaml"].ShouldContain("changed");
        (await _bed.DeployAsync("web")).Nodes[0].Outcome.ShouldBe(NodeOutcome.Unchanged);
    }

    [Test]
    public async Task A_file_that_is_gone_when_it_is_packed_is_left_out()
    {
        _bed.File("components/web/manifests/more.yaml", ComponentTestBed.ConfigMap("more", "text: more"));
        WhenBuildStarts(() => File.Delete(Path.Combine(_bed.Root, "components/web/manifests/more.yaml")));

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Done);
        Directory.GetFiles(Path.Combine(_bed.Root, "artifacts/sandbox/web")).Length.ShouldBe(1);
    }

    private void WhenBuildStarts(Action act)
    {
        var isDone = false;
        _bed.Observer.Then = happening =>
        {
            if (!isDone && happening is JournalEvent.StageStarted { Stage: nameof(Stage.Build) })
            {
                isDone = true;
                act();
            }
        };
    }
}
