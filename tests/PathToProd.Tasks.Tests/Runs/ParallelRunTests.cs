using System.Collections.Concurrent;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

[CancelAfter(30_000)]
public sealed class ParallelRunTests
{
    private static RequirementGraph Graph(params string[] lines) =>
        RequirementGraph.Of(
            lines.ToDictionary(
                line => line.Split(':')[0],
                line => line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
        );

    [Test]
    public async Task A_hung_component_delays_none_that_does_not_require_it(CancellationToken cancellation)
    {
        var hung = new TaskCompletionSource<NodeOutcome>();
        var dnsDone = new TaskCompletionSource();
        var running = new ParallelRun(2).RunAsync(
            Graph("hung:", "base:", "ingress: base", "dns: ingress"),
            async (component, _) =>
            {
                if (component == "hung")
                {
                    return await hung.Task;
                }

                if (component == "dns")
                {
                    dnsDone.SetResult();
                }

                return NodeOutcome.Done;
            },
            notRun: null,
            cancellation
        );

        await dnsDone.Task.WaitAsync(cancellation);
        running.IsCompleted.ShouldBeFalse();
        hung.SetResult(NodeOutcome.Done);

        (await running).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Test]
    public async Task A_component_that_blocks_its_thread_delays_no_other(CancellationToken cancellation)
    {
        using var other = new ManualResetEventSlim();

        var result = await new ParallelRun(2).RunAsync(
            Graph("blocks:", "other:"),
            (component, token) =>
            {
                if (component == "blocks")
                {
                    other.Wait(token);
                }
                else
                {
                    other.Set();
                }

                return Task.FromResult(NodeOutcome.Done);
            },
            notRun: null,
            cancellation
        );

        result.ExitCode.ShouldBe(ExitCode.Done);
    }

    /// <summary>The pool has a thread for each processor, and adds one in half a second when all of them are blocked.</summary>
    [Test]
    public async Task Each_component_has_a_thread_that_is_none_of_the_pool(CancellationToken cancellation)
    {
        var ofThePool = new ConcurrentBag<bool>();

        await new ParallelRun(2).RunAsync(
            Graph("a:", "b:", "c: a"),
            (_, _) =>
            {
                ofThePool.Add(Thread.CurrentThread.IsThreadPoolThread);
                return Task.FromResult(NodeOutcome.Done);
            },
            notRun: null,
            cancellation
        );

        ofThePool.ShouldBe([false, false, false]);
    }

    [Test]
    public async Task No_more_run_at_once_than_allowed(CancellationToken cancellation)
    {
        var running = 0;
        var most = 0;

        await new ParallelRun(3).RunAsync(
            Graph([.. Enumerable.Range(0, 40).Select(i => $"c{i}:")]),
            async (_, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return NodeOutcome.Done;
            },
            notRun: null,
            cancellation
        );

        most.ShouldBeInRange(1, 3);
    }

    [Test]
    public async Task A_failure_skips_only_its_dependants_and_each_is_reported_with_its_cause(
        CancellationToken cancellation
    )
    {
        var skipped = new List<string>();
        var ran = new ConcurrentBag<string>();

        var result = await new ParallelRun(4).RunAsync(
            Graph("base-k8s:", "ingress: base-k8s", "dns: ingress", "other:", "more: other"),
            (component, _) =>
            {
                ran.Add(component);
                return component == "base-k8s"
                    ? throw new PlatformException(ExitCode.Failed, "terraform exited with 1")
                    : Task.FromResult(NodeOutcome.Done);
            },
            (component, cause) => skipped.Add($"{component} not run: {cause}"),
            cancellation
        );

        ran.Order().ShouldBe(["base-k8s", "more", "other"]);
        skipped.ShouldBe(["dns not run: base-k8s failed", "ingress not run: base-k8s failed"]);
        result.ExitCode.ShouldBe(ExitCode.Failed);
        result.Exceptions["base-k8s"].Message.ShouldBe("terraform exited with 1");
        result.Ends["ingress"].ShouldBe(new NodeEnd(NodeOutcome.NotRun, "base-k8s failed"));
    }

    [TestCase(ExitCode.Refused, NodeOutcome.Refused)]
    [TestCase(ExitCode.WrongInput, NodeOutcome.WrongInput)]
    [TestCase(ExitCode.Failed, NodeOutcome.Failed)]
    public async Task What_a_component_throws_says_how_it_ended(
        ExitCode exitCode,
        NodeOutcome outcome,
        CancellationToken cancellation
    )
    {
        var result = await new ParallelRun(1).RunAsync(
            Graph("a:"),
            (_, _) => throw new PlatformException(exitCode, "because"),
            notRun: null,
            cancellation
        );

        result.Ends["a"].Outcome.ShouldBe(outcome);
        result.ExitCode.ShouldBe(exitCode);
    }

    [Test]
    public async Task A_defect_in_one_component_fails_it_and_is_handed_on(CancellationToken cancellation)
    {
        var result = await new ParallelRun(1).RunAsync(
            Graph("a:", "b:"),
            (component, _) =>
                component == "a" ? throw new InvalidOperationException("a defect") : Task.FromResult(NodeOutcome.Done),
            notRun: null,
            cancellation
        );

        result.Ends.Select(end => end.Value.Outcome).ShouldBe([NodeOutcome.Failed, NodeOutcome.Done]);
        result.Exceptions["a"].ShouldBeOfType<InvalidOperationException>();
    }

    [Test]
    public async Task Exit_codes_of_many_components_merge_whatever_order_they_end_in(CancellationToken cancellation)
    {
        var result = await new ParallelRun(1).RunAsync(
            Graph("a:", "b:", "c:"),
            (component, _) =>
                Task.FromResult(
                    component switch
                    {
                        "a" => NodeOutcome.Failed,
                        "b" => NodeOutcome.Refused,
                        _ => NodeOutcome.Done,
                    }
                ),
            notRun: null,
            cancellation
        );

        result.ExitCode.ShouldBe(ExitCode.Failed);
    }

    [Test]
    public async Task Cancelling_waits_for_what_runs_and_starts_nothing_more(CancellationToken _)
    {
        using var cancellation = new CancellationTokenSource();
        var savedItsState = false;

        var result = await new ParallelRun(1).RunAsync(
            Graph("a:", "b:", "c: a"),
            async (_, token) =>
            {
                await cancellation.CancelAsync();
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    savedItsState = true;
                }

                return NodeOutcome.Done;
            },
            notRun: null,
            cancellation.Token
        );

        savedItsState.ShouldBeTrue();
        result
            .Ends.Select(end => $"{end.Key} {end.Value.Outcome} {end.Value.Cause}".TrimEnd())
            .ShouldBe(["a Cancelled", "b NotRun the run was cancelled", "c NotRun a was cancelled"]);
        result.ExitCode.ShouldBe(ExitCode.Cancelled);
    }

    [Test]
    public async Task A_run_that_is_cancelled_before_it_starts_runs_nothing(CancellationToken _)
    {
        var result = await new ParallelRun(1).RunAsync(
            Graph("a:"),
            (_, _) => throw new InvalidOperationException("must not run"),
            notRun: null,
            new CancellationToken(canceled: true)
        );

        result.Ends["a"].ShouldBe(new NodeEnd(NodeOutcome.NotRun, "the run was cancelled"));
        result.ExitCode.ShouldBe(ExitCode.Cancelled);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target)
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
