using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>What a run reports while it goes on, and when it ran what.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ObservedRunTests : IDisposable
{
    private const string Smoke = "smoke: { script: tests/smoke.sh }\n";

    private static readonly RunOptions WithDependencies = new() { WithDependencies = true, Parallel = 7 };

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .Manifests("base")
        .Manifests("other")
        .Manifests("web", "requires: { base: '>=1.0.0' }\n");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task What_it_is_expected_to_do_is_known_before_the_first_component_starts()
    {
        ExpectedRun? expected = null;
        _bed.Observer.Then = happening =>
            expected ??= happening is JournalEvent.NodeStarted ? _bed.Observer.Expected : null;
        await _bed.RunAsync("Deploy", WithDependencies, "base", "web");
        expected.ShouldNotBeNull().Graph.RequirementsOf("web").ShouldBe(["base"]);
        expected.Concurrency.ShouldBe(7);
        expected.Rules.Durations.ShouldBeEmpty();

        await _bed.RunAsync("Deploy", WithDependencies with { Force = true }, "base", "web");

        _bed.Observer.Expected!.Rules.Durations.Keys.ShouldBe(["base", "web"], ignoreOrder: true);
    }

    [Test]
    public async Task What_a_component_did_is_reported_once_when_it_ended()
    {
        _bed.Manifests("bad", Smoke).Script("components/bad/tests/smoke.sh", "echo no luck; exit 3");

        var result = await _bed.RunAsync("Deploy", "bad", "base", "other", "web");

        _bed.Observer.Results.Select(node => node.Component)
            .ShouldBe(["bad", "base", "other", "web"], ignoreOrder: true);
        _bed.Observer.Results.Single(node => node.Component == "bad").Error!.ShouldContain("no luck");
        _bed.Observer.Results.ShouldBe(result.Nodes, ignoreOrder: true);
    }

    [Test]
    public async Task The_result_says_when_each_ran_and_names_the_longest_chain()
    {
        _bed.Manifests("slow", $"requires: {{ web: '>=1.0.0' }}\n{Smoke}")
            .Script("components/slow/tests/smoke.sh", "sleep 0.2");

        var result = await _bed.RunAsync("Deploy", WithDependencies, "base", "other", "slow", "web");

        result.CriticalPath!.Steps.Select(step => step.Component).ShouldBe(["base", "web", "slow"]);
        var spans = result.Nodes.ToDictionary(node => node.Component, node => node.Span!);
        spans["web"].Start.ShouldBeGreaterThanOrEqualTo(spans["base"].End);
        spans["slow"].Start.ShouldBeGreaterThanOrEqualTo(spans["web"].End);
        spans.Values.ShouldAllBe(span => span.Start <= span.End && span.End <= result.Duration);
        (await _bed.RunAsync("Build", "other")).CriticalPath.ShouldBeNull();
    }

    [Test]
    public async Task A_component_that_cannot_even_start_is_reported_when_that_is_known_and_not_at_the_end()
    {
        // Its log folder is a file.
        _bed.Manifests("slow", Smoke)
            .Script("components/slow/tests/smoke.sh", "while [ ! -e ../../../../go-on ]; do sleep 0.05; done");
        _bed.Observer.Then = happening =>
        {
            if (happening is JournalEvent.RunStarted started)
            {
                _bed.File($"artifacts/runs/{started.Run}/other", "");
            }

            if (happening is JournalEvent.NodeEnded { Component: "other" })
            {
                _bed.File("go-on", "");
            }
        };

        var result = await _bed.RunAsync("Deploy", new RunOptions { Parallel = 2 }, "other", "slow");

        result.Nodes.Single(node => node.Component == "other").Outcome.ShouldBe(NodeOutcome.Failed);
        result.Nodes.Single(node => node.Component == "slow").Outcome.ShouldBe(NodeOutcome.Done);
    }

    [Test]
    public async Task One_that_is_cancelled_between_two_stages_says_so_and_blames_no_file()
    {
        _bed.Observer.Then = happening =>
        {
            if (happening is JournalEvent.StageEnded { Result.Name: nameof(Stage.Build) })
            {
                _bed.Cancel();
            }
        };

        var result = await _bed.DeployAsync("other");

        result.ExitCode.ShouldBe(ExitCode.Cancelled);
        result.Nodes[0].Outcome.ShouldBe(NodeOutcome.Cancelled);
        result.Nodes[0].Error.ShouldNotBeNull().ShouldNotContain("Tasks.cs");
    }
}
