using Cake.Core;
using PathToProd.Facts.Runs;
using PathToProd.Model.Stores;
using PathToProd.Tasks.Facts.Results;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Tasks.Tools;
using PathToProd.Text;
using PathToProd.Tools.Calls;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Facts.Results;

/// <summary>What one checkout tested counts for another, through a real registry on this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Category("Integration")]
[CancelAfter(120_000)]
public sealed class SharedResultsTests : IDisposable
{
    private readonly LoopbackRegistry _registry = LoopbackRegistry.Start();
    private readonly ComponentTestBed _here = new ComponentTestBed().Manifests("web");
    private readonly ComponentTestBed _elsewhere = new ComponentTestBed().Manifests("web");
    private readonly List<string> _said = [];

    public SharedResultsTests()
    {
        _here.Shared = Open(_here);
        _elsewhere.Shared = Open(_elsewhere);
    }

    public void Dispose()
    {
        _registry.Dispose();
        _here.Dispose();
        _elsewhere.Dispose();
    }

    [Test]
    public async Task What_one_checkout_tested_another_need_not_test()
    {
        (await TestAsync(_here)).Outcome.ShouldBe(StageOutcome.Done);

        var elsewhere = await TestAsync(_elsewhere);

        elsewhere.Outcome.ShouldBe(StageOutcome.Unchanged);
        elsewhere.Note.ShouldBe("the same content passed in run 20261122-080000-0001");
        _said.ShouldBeEmpty();
    }

    [Test]
    public async Task What_was_learnt_from_another_is_kept_for_when_the_registry_is_gone()
    {
        await TestAsync(_here);
        await TestAsync(_elsewhere);
        _registry.Stop();
        _elsewhere.Shared = Open(_elsewhere);

        (await TestAsync(_elsewhere)).Outcome.ShouldBe(StageOutcome.Unchanged);
        _said.ShouldBeEmpty("the checkout's own results are looked at first");
    }

    [Test]
    public async Task Other_content_is_tested()
    {
        await TestAsync(_here);
        _elsewhere.Manifests("web", text: "other");

        (await TestAsync(_elsewhere)).Outcome.ShouldBe(StageOutcome.Done);
    }

    [Test]
    public async Task A_result_that_failed_is_never_shared()
    {
        const string Broken = "kind: ConfigMap\n";
        _here.File("components/web/manifests/broken.yaml", Broken);
        _elsewhere.File("components/web/manifests/broken.yaml", Broken);

        (await TestAsync(_here)).Outcome.ShouldBe(StageOutcome.Failed);
        (await TestAsync(_elsewhere)).Outcome.ShouldBe(StageOutcome.Failed);
    }

    [Test]
    public async Task A_registry_that_is_down_costs_one_line_and_the_run_goes_on()
    {
        _registry.Stop();
        _here.Manifests("second");

        var result = await _here.RunAsync("Test", "web", "second");

        result.ExitCode.ShouldBe(ExitCode.Done);
        _said.Count.ShouldBe(1);
        _said[0].ShouldStartWith("Results are not shared in this run: ");
    }

    private SharedResults Open(ComponentTestBed bed) =>
        new(
            new RegistryStore(
                bed.Store,
                new StoreAddress(_registry.Host, "platform"),
                new Lazy<ICakeContext>(() =>
                    new ToolContext(new ProcessScope(), [new FoundTool("skopeo", RealTools.Skopeo, "")])
                )
            )
            {
                Patience = TimeSpan.FromSeconds(5),
            },
            _said.Add
        );

    private static async Task<StageResult> TestAsync(ComponentTestBed bed)
    {
        var result = await bed.RunAsync("Test", "web");
        return result.Nodes[0].Stages[^1];
    }
}
