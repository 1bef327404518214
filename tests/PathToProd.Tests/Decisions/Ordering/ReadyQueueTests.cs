using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;

namespace PathToProd.Tests.Decisions.Ordering;

public sealed class ReadyQueueTests
{
    private static ReadyQueue Queue(params string[] lines) => ReadyQueue.Of(Graphs.Of(lines));

    [Test]
    public void What_requires_nothing_is_ready_at_once() => Queue("b:", "a:", "c: a").Next.ShouldBe(["a", "b"]);

    [Test]
    public void A_component_is_ready_when_its_own_requirements_are_done_whatever_else_runs()
    {
        var queue = Queue("slow:", "base:", "ingress: base").Start("slow").Start("base");

        queue.Next.ShouldBeEmpty();
        queue.Complete("base", NodeOutcome.Unchanged).Next.ShouldBe(["ingress"]);
    }

    [Test]
    public void A_component_with_two_requirements_waits_for_both()
    {
        var queue = Queue("a:", "b:", "c: a b").Start("a").Start("b").Complete("b", NodeOutcome.Done);

        queue.Next.ShouldBeEmpty();
        queue.Complete("a", NodeOutcome.Done).Next.ShouldBe(["c"]);
    }

    [TestCase(NodeOutcome.Failed, "base failed")]
    [TestCase(NodeOutcome.Refused, "base was refused")]
    [TestCase(NodeOutcome.Cancelled, "base was cancelled")]
    [TestCase(NodeOutcome.WrongInput, "base has wrong input")]
    public void What_did_not_succeed_skips_its_dependants_and_theirs_with_the_cause(NodeOutcome outcome, string cause)
    {
        var queue = Queue("base:", "ingress: base", "dns: ingress", "other:").Start("base").Complete("base", outcome);

        queue.Ends["ingress"].ShouldBe(new NodeEnd(NodeOutcome.NotRun, cause));
        queue.Ends["dns"].ShouldBe(new NodeEnd(NodeOutcome.NotRun, cause));
        queue.Next.ShouldBe(["other"]);
        queue.IsDone.ShouldBeFalse();
    }

    [Test]
    public void A_component_whose_requirements_fail_one_after_the_other_keeps_the_first_cause()
    {
        var queue = Queue("a:", "b:", "c: a b").Start("a").Start("b");

        queue = queue.Complete("b", NodeOutcome.Failed).Complete("a", NodeOutcome.Failed);

        queue.Ends["c"].Cause.ShouldBe("b failed");
        queue.IsDone.ShouldBeTrue();
    }

    [Test]
    public void A_requirement_that_succeeds_after_another_failed_brings_nothing_back()
    {
        var queue = Queue("a:", "b:", "c: a b").Start("a").Start("b");

        queue = queue.Complete("b", NodeOutcome.Failed).Complete("a", NodeOutcome.Done);

        queue.Next.ShouldBeEmpty();
        queue.IsDone.ShouldBeTrue();
    }

    [Test]
    public void Cancelling_gives_up_what_did_not_start_and_leaves_what_runs()
    {
        var queue = Queue("a:", "b:", "c: a").Start("a").Cancel();

        queue.Running.ShouldBe(["a"]);
        queue.Next.ShouldBeEmpty();
        queue
            .Ends.Select(end => $"{end.Key}: {end.Value.Cause}")
            .ShouldBe(["b: the run was cancelled", "c: the run was cancelled"]);
        queue.Complete("a", NodeOutcome.Cancelled).IsDone.ShouldBeTrue();
    }

    [Test]
    public void What_is_not_ready_cannot_start_and_what_does_not_run_cannot_end()
    {
        var queue = Queue("a:", "b: a");

        Should.Throw<InvalidOperationException>(() => queue.Start("b"));
        Should.Throw<InvalidOperationException>(() => queue.Start("unknown"));
        Should.Throw<InvalidOperationException>(() => queue.Start("a").Start("a"));
        Should.Throw<InvalidOperationException>(() => queue.Complete("a", NodeOutcome.Done));
    }

    [Test]
    public void An_earlier_queue_is_not_changed_by_a_later_one()
    {
        var before = Queue("a:", "b: a");

        before.Start("a").Complete("a", NodeOutcome.Done);

        before.Next.ShouldBe(["a"]);
        before.Ends.ShouldBeEmpty();
    }

    [Test]
    public void Every_component_runs_once_after_its_requirements_or_is_skipped_because_of_one() =>
        Prop.ForAll(
                Graphs.Universes(),
                universe =>
                {
                    var times = Simulation.Run(universe);

                    return universe.Requires.All(pair =>
                    {
                        var mayRun = universe
                            .Graph.WithRequirements(pair.Key)
                            .Remove(pair.Key)
                            .All(name => !universe.Failing.Contains(name));
                        return mayRun == times.ContainsKey(pair.Key)
                            && (!mayRun || pair.Value.All(required => times[required].End <= times[pair.Key].Start));
                    });
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void With_room_for_all_each_starts_the_moment_its_last_requirement_ends() =>
        Prop.ForAll(
                Graphs.Universes(),
                universe =>
                {
                    var times = Simulation.Run(universe with { Concurrency = universe.Requires.Count });

                    return times.All(pair =>
                        pair.Value.Start
                        == universe.Requires[pair.Key].Select(required => times[required].End).DefaultIfEmpty().Max()
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void With_less_room_nothing_ready_waits_while_there_is_room() =>
        Prop.ForAll(
                Graphs.Universes(),
                universe =>
                {
                    var times = Simulation.Run(universe);
                    int RunningAt(int second) => times.Values.Count(time => time.Start <= second && second < time.End);

                    return times.All(pair =>
                    {
                        var ready = universe
                            .Requires[pair.Key]
                            .Select(required => times[required].End)
                            .DefaultIfEmpty()
                            .Max();
                        return Enumerable
                                .Range(ready, pair.Value.Start - ready)
                                .All(second => RunningAt(second) == universe.Concurrency)
                            && RunningAt(pair.Value.Start) <= universe.Concurrency;
                    });
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Runs a universe in virtual time.</summary>
    private static class Simulation
    {
        public static Dictionary<string, (int Start, int End)> Run(Universe universe)
        {
            var times = new Dictionary<string, (int Start, int End)>(StringComparer.Ordinal);
            var queue = ReadyQueue.Of(universe.Graph);
            var now = 0;
            while (!queue.IsDone)
            {
                foreach (var component in queue.Next.Take(universe.Concurrency - queue.Running.Count).ToArray())
                {
                    queue = queue.Start(component);
                    times.Add(component, (now, now + universe.Seconds[component]));
                }

                var first = queue.Running.MinBy(component => times[component].End)!;
                now = times[first].End;
                queue = queue.Complete(first, universe.Failing.Contains(first) ? NodeOutcome.Failed : NodeOutcome.Done);
            }

            return times;
        }
    }
}
