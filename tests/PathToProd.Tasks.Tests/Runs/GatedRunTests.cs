using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Locks;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Runs whose requirements are not met, or are met first, and runs that would remove what others require.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class GatedRunTests : IDisposable
{
    private const string Middle = "requires: { base: '>=1.0.0' }\n";

    private static readonly RunOptions WithDependencies = new() { WithDependencies = true };

    private readonly ComponentTestBed _bed = new ComponentTestBed()
        .Manifests("base")
        .Manifests("middle", Middle)
        .Manifests("web", "requires: { middle: '>=1.0.0' }\n");

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task What_is_missing_is_refused_or_deployed_first_in_order()
    {
        var refusal = await _bed.RefusalAsync("Deploy", new RunOptions(), "web");
        refusal.ExitCode.ShouldBe(ExitCode.Refused);
        _bed.Lines.ShouldBeEmpty();

        var result = await _bed.RunAsync("Deploy", WithDependencies, "web");

        result.ExitCode.ShouldBe(ExitCode.Done);
        result
            .Nodes.Select(node => $"{node.Component}: {node.Reason}")
            .ShouldBe([
                "base: middle 1.0.0 requires base >=1.0.0 and sandbox has no base",
                "middle: web 1.0.0 requires middle >=1.0.0 and sandbox has no middle",
                "web: ",
            ]);
        _bed.Lines.OfType<LedgerEntry.Started>().Select(line => line.Component).ShouldBe(["base", "middle", "web"]);
    }

    [Test]
    public async Task A_requirement_that_was_removed_behind_our_back_is_missing()
    {
        await _bed.RunAsync("Deploy", WithDependencies, "web");
        Directory.Delete(Path.Combine(_bed.Root, "artifacts/sandbox/middle"), recursive: true);

        var refusal = await _bed.RefusalAsync("Deploy", new RunOptions(), "web");
        refusal.Message.ShouldContain("middle 1.0.0, deployed to sandbox on 2026-11-22 08:00:00 UTC");
        refusal.Message.ShouldContain("is no longer there");
        var result = await _bed.RunAsync("Deploy", WithDependencies, "web");

        result
            .Nodes.Select(node => (node.Component, node.Outcome))
            .ShouldBe([("middle", NodeOutcome.Done), ("web", NodeOutcome.Unchanged)]);
        Directory.Exists(Path.Combine(_bed.Root, "artifacts/sandbox/middle")).ShouldBeTrue();
    }

    [Test]
    public async Task So_is_one_that_was_changed_there()
    {
        await _bed.RunAsync("Deploy", WithDependencies, "web");
        _bed.File("artifacts/sandbox/base/extra.yaml", "changed");

        // Whatever stands between has to be looked at too: web needs middle, which is there, and middle needs base.
        (await _bed.RefusalAsync("Deploy", new RunOptions(), "middle")).Message.ShouldContain("is no longer there");
    }

    [Test]
    public async Task A_requirement_that_another_run_is_deploying_now_is_reported_as_such()
    {
        await _bed.DeployAsync("base");
        var lines = _bed["environments/sandbox/ledger.jsonl"].Split('\n');
        _bed.File("environments/sandbox/ledger.jsonl", $"{lines[0]}\n");
        var holder = new LockHolder("20261122-080000-0001", "ann@laptop", 4242, _bed.Clock.Now);
        using (
            await new DeploymentLocks(_bed.Workspace.Locks, TimeProvider.System).AcquireAsync(
                "sandbox",
                "base",
                holder,
                TimeSpan.Zero,
                waiting: null,
                CancellationToken.None
            )
        )
        {
            (await _bed.RefusalAsync("Deploy", new RunOptions(), "middle")).Message.ShouldContain(
                "Wait for run 20261122-080000-0001 to end, or add --wait."
            );
        }

        (await _bed.RefusalAsync("Deploy", new RunOptions(), "middle")).Message.ShouldNotContain("Wait for run");
    }

    [Test]
    public async Task With_wait_it_goes_on_the_moment_that_the_other_run_lets_go()
    {
        await _bed.DeployAsync("base");
        var lines = _bed["environments/sandbox/ledger.jsonl"];
        _bed.File("environments/sandbox/ledger.jsonl", $"{lines.Split('\n')[0]}\n");
        var run = ((LedgerEntry.Started)_bed.Lines[0]).Run;
        var held = await new DeploymentLocks(_bed.Workspace.Locks, TimeProvider.System).AcquireAsync(
            "sandbox",
            "base",
            new LockHolder(run, "ann@laptop", 4242, _bed.Clock.Now),
            TimeSpan.Zero,
            waiting: null,
            CancellationToken.None
        );
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bed.Observer.WhenSaid = text => said.TrySetResult(text);

        var middle = Task.Run(() => _bed.RunAsync("Deploy", new RunOptions { Waits = true }, "middle"));
        (await said.Task).ShouldBe(
            $"Waiting for base in sandbox: run {run} (ann@laptop, pid 4242, since 2026-11-22 08:00:00 UTC) is changing it"
        );
        middle.IsCompleted.ShouldBeFalse();
        _bed.File("environments/sandbox/ledger.jsonl", lines);
        held.Dispose();

        (await middle).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Test]
    public async Task What_deployed_components_require_is_not_removed_unless_that_is_forced_or_they_go_too()
    {
        await _bed.RunAsync("Deploy", WithDependencies, "web");
        var lines = _bed.Lines.Length;

        var refusal = await _bed.RefusalAsync("Destroy", new RunOptions(), "base");
        refusal.ExitCode.ShouldBe(ExitCode.Refused);
        refusal.Message.ShouldBe(
            """
            Because sandbox has middle 1.0.0, which requires base >=1.0.0,
            and because sandbox has web 1.0.0, which requires middle >=1.0.0,
            base cannot be removed from sandbox.
            Remove middle and web too (./build.sh --target=Destroy --component=base,middle,web --environment=sandbox), or add --force to remove it anyway.
            """
        );
        _bed.Lines.Length.ShouldBe(lines);

        (await _bed.RunAsync("Destroy", new RunOptions { Force = true }, "base")).ExitCode.ShouldBe(ExitCode.Done);
        (await _bed.RunAsync("Destroy", "web", "middle", "base")).ExitCode.ShouldBe(ExitCode.Done);
        _bed.Lines.OfType<LedgerEntry.Started>()
            .Skip(3)
            .Select(line => $"{line.Action} {line.Component}")
            .ShouldBe(["Destroy base", "Destroy web", "Destroy middle"]);
    }

    [Test]
    public async Task What_was_deployed_counts_not_what_the_working_copy_says_by_now()
    {
        await _bed.RunAsync("Deploy", WithDependencies, "middle");
        _bed.Manifests("middle");

        (await _bed.RefusalAsync("Destroy", new RunOptions(), "base")).Message.ShouldStartWith(
            "Because sandbox has middle 1.0.0, which requires base >=1.0.0, base cannot be removed from sandbox."
        );
    }

    [Test]
    public async Task A_failed_requirement_keeps_back_what_needs_it_and_nothing_else()
    {
        _bed.Manifests("base", text: "<no value>").Manifests("other");

        var result = await _bed.RunAsync("Deploy", WithDependencies, "web", "other");

        result.ExitCode.ShouldBe(ExitCode.Failed);
        result
            .Nodes.Select(node => $"{node.Component} {node.Outcome} {node.Reason}")
            .ShouldBe(
                [
                    "base Failed middle 1.0.0 requires base >=1.0.0 and sandbox has no base",
                    "middle NotRun base failed",
                    "other Done ",
                    "web NotRun base failed",
                ],
                ignoreOrder: true
            );
    }

    /// <summary>The requirement fails before anything is touched, so that what is there still satisfies.</summary>
    [TestCase(FailurePolicy.FinishUnrelated, "base: Failed", "middle: NotRun base failed", "other: Done")]
    [TestCase(
        FailurePolicy.Stop,
        "base: Failed",
        "middle: NotRun base failed",
        "other: NotRun base failed, and a failure stops this run"
    )]
    [TestCase(FailurePolicy.FinishEverything, "base: Failed", "middle: Done", "other: Done")]
    public async Task A_failure_means_for_the_others_what_was_asked_for(FailurePolicy policy, params string[] ends)
    {
        _bed.Manifests("other");
        await _bed.RunAsync("Deploy", WithDependencies, "web");
        _bed.Manifests("base", "policies: [labels]\n").Manifests("middle", Middle, text: "changed");

        var result = await _bed.RunAsync("Deploy", OneByOne(policy), "base", "middle", "other");

        Ends(result).ShouldBe(ends);
        result.ExitCode.ShouldBe(ExitCode.Failed);
    }

    [Test]
    public async Task What_requires_a_component_that_failed_half_way_is_refused_when_everything_is_to_finish()
    {
        await _bed.RunAsync("Deploy", WithDependencies, "web");
        _bed.Script("components/base/tests/smoke.sh", "exit 1")
            .Manifests("base", "smoke: { script: tests/smoke.sh }\n", text: "changed")
            .Manifests("middle", Middle, text: "changed");

        var result = await _bed.RunAsync("Deploy", OneByOne(FailurePolicy.FinishEverything), "base", "middle");

        Ends(result).ShouldBe(["base: Failed", "middle: Refused"]);
        _bed.Lines.OfType<LedgerEntry.Started>().Count(line => line.Component == "middle").ShouldBe(1);
    }

    private static RunOptions OneByOne(FailurePolicy policy) => new() { OnFailure = policy, Parallel = 1 };

    private static IEnumerable<string> Ends(RunResult result) =>
        result.Nodes.Select(node => $"{node.Component}: {node.Outcome} {node.Reason}".TrimEnd());
}
