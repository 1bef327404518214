using PathToProd.Decisions.Planning;
using PathToProd.Tasks.Locks;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Locks;

/// <summary>A run that needs a component which another run holds.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class WaitingRunTests : IDisposable
{
    private const string Waiting =
        "waiting for web in sandbox: held by run 20261122-080000-00ff (ann@laptop, pid 4242, since 2026-11-22 08:00:00 UTC)";

    private static readonly RunOptions Wait = new() { Waits = true };

    // A run that does not wait gives up before it says that it waits.
    private readonly ComponentTestBed _bed = new ComponentTestBed().File(
        "platform.yaml",
        "name: scratch\nlock-timeout: 0s\n"
    );

    public void Dispose() => _bed.Dispose();

    [Test]
    public async Task Without_wait_it_is_refused_after_the_lock_timeout()
    {
        _bed.Manifests("web");
        using var held = await HoldAsync();

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Refused);
        result
            .Nodes[0]
            .Error.ShouldBe(
                "Another run is changing web in sandbox: it is held by run 20261122-080000-00ff (ann@laptop, pid 4242, "
                    + "since 2026-11-22 08:00:00 UTC). "
                    + "Nothing was touched. Wait for that run to end, or end it, then run the same command again."
            );
        _bed.Observer.Printed.ShouldBeEmpty();
    }

    [Test]
    public async Task With_wait_it_names_the_holder_and_goes_on_when_that_lets_go()
    {
        _bed.Manifests("web");
        var held = await HoldAsync();
        var said = Said();

        var run = Task.Run(() => _bed.RunAsync("Deploy", Wait, "web"));
        (await Task.WhenAny(said, run)).ShouldBe(said, "it waits");
        (await said).ShouldBe(Waiting);
        held.Dispose();

        (await run).ExitCode.ShouldBe(ExitCode.Done);
        _bed.Lines.Length.ShouldBe(2);
    }

    [Test]
    public async Task With_wait_it_is_refused_after_as_long_as_its_stage_may_take()
    {
        _bed.Manifests("web", "stages: { deploy: { timeout: 1s } }\n");
        using var held = await HoldAsync();

        var result = await _bed.RunAsync("Deploy", Wait, "web");

        result.ExitCode.ShouldBe(ExitCode.Refused);
        result
            .Nodes[0]
            .Error.ShouldNotBeNull()
            .ShouldStartWith("Another run is changing web in sandbox: it is held by run ");
        _bed.Observer.Printed.ShouldBe([$"web: {Waiting}"]);
        _bed.Lines.ShouldBeEmpty();
    }

    [Test]
    public async Task Without_wait_the_lock_timeout_counts_and_not_the_shorter_time_limit_of_its_stage()
    {
        _bed.File("platform.yaml", "name: scratch\nlock-timeout: 2s\n")
            .Manifests("web", "stages: { deploy: { timeout: 1s } }\n");
        using var held = await HoldAsync();

        var result = await _bed.DeployAsync("web");

        result.ExitCode.ShouldBe(ExitCode.Refused);
        result
            .Nodes[0]
            .Error.ShouldNotBeNull()
            .ShouldContain(", and 2 s of waiting were not enough. Nothing was touched.");
    }

    [Test]
    public async Task Waiting_ends_when_the_run_is_cancelled()
    {
        _bed.Manifests("web");
        using var held = await HoldAsync();
        _bed.Observer.WhenPrinted = _ => _bed.Cancel();

        var result = await _bed.RunAsync("Deploy", Wait, "web");

        result.ExitCode.ShouldBe(ExitCode.Cancelled);
        _bed.Lines.ShouldBeEmpty();
    }

    private Task<string> Said()
    {
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bed.Observer.WhenPrinted = text => said.TrySetResult(text);
        return said.Task;
    }

    private Task<DeploymentLock> HoldAsync() =>
        new DeploymentLocks(_bed.Workspace.Locks, TimeProvider.System).AcquireAsync(
            "sandbox",
            "web",
            new LockHolder("20261122-080000-00ff", "ann@laptop", 4242, _bed.Clock.Now),
            TimeSpan.Zero,
            waiting: null,
            CancellationToken.None
        );
}
