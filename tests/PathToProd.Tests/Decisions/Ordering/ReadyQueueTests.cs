using System.Collections.Immutable;
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

    [Test]
    public void What_the_most_time_comes_after_starts_first()
    {
        var rules = new QueueRules
        {
            Durations = new Dictionary<string, TimeSpan>
            {
                ["a"] = TimeSpan.FromSeconds(5),
                ["b"] = TimeSpan.FromSeconds(1),
                ["slow"] = TimeSpan.FromSeconds(60),
            },
        };

        // b alone takes a second, but a minute waits for it.
        ReadyQueue.Of(Graphs.Of("a:", "b:", "slow: b"), rules).Next.ShouldBe(["b", "a"]);
    }

    [Test]
    public void No_more_use_a_resource_than_its_limit_and_others_are_not_held_up()
    {
        var rules = new QueueRules
        {
            Uses = Uses(("a", "state"), ("b", "state"), ("c", "other")),
            Limits = new Dictionary<string, int> { ["state"] = 1 },
        };
        var queue = ReadyQueue.Of(Graphs.Of("a:", "b:", "c:", "d:"), rules).Start("a");

        queue.Next.ShouldBe(["c", "d"]);
        Should.Throw<InvalidOperationException>(() => queue.Start("b"));
        queue.Complete("a", NodeOutcome.Done).Next.ShouldBe(["b", "c", "d"]);
    }

    [Test]
    public void A_failure_that_stops_a_run_lets_nothing_more_start_and_gives_each_its_own_cause()
    {
        var rules = new QueueRules { OnFailure = FailurePolicy.Stop };
        var queue = ReadyQueue.Of(Graphs.Of("a:", "needs-a: a", "b:", "c:"), rules).Start("a").Start("b");

        queue = queue.Complete("a", NodeOutcome.Failed);

        queue.Running.ShouldBe(["b"]);
        queue.Next.ShouldBeEmpty();
        queue
            .Ends.Select(end => $"{end.Key}: {end.Value.Cause}")
            .ShouldBe(["a: ", "c: a failed, and a failure stops this run", "needs-a: a failed"]);
        queue.Complete("b", NodeOutcome.Done).IsDone.ShouldBeTrue();
    }

    [Test]
    public void When_everything_is_to_finish_what_requires_a_failure_runs_after_it()
    {
        var rules = new QueueRules { OnFailure = FailurePolicy.FinishEverything };
        var queue = ReadyQueue.Of(Graphs.Of("a:", "needs-a: a"), rules).Start("a");

        queue.Next.ShouldBeEmpty();
        queue.Complete("a", NodeOutcome.Failed).Next.ShouldBe(["needs-a"]);
    }

    [Test]
    public void A_resource_that_few_may_use_is_never_used_by_more_and_never_left_while_one_waits_for_it() =>
        Prop.ForAll(
                Graphs.Universes(),
                universe =>
                {
                    var rules = new QueueRules
                    {
                        Uses = universe.Requires.Keys.ToDictionary(
                            name => name,
                            name => universe.Seconds[name] % 2 == 0 ? ["state"] : ImmutableArray<string>.Empty
                        ),
                        Limits = new Dictionary<string, int> { ["state"] = 2 },
                    };
                    var times = Simulation.Run(universe, rules);
                    bool Uses(string name) => rules.Uses[name].Length > 0;
                    int RunningAt(int second, Func<string, bool> counts) =>
                        times.Count(pair => counts(pair.Key) && pair.Value.Start <= second && second < pair.Value.End);

                    return times.All(pair =>
                    {
                        var ready = universe
                            .Requires[pair.Key]
                            .Select(required => times[required].End)
                            .DefaultIfEmpty()
                            .Max();
                        return RunningAt(pair.Value.Start, Uses) <= 2
                            && Enumerable
                                .Range(ready, pair.Value.Start - ready)
                                .All(second =>
                                    RunningAt(second, _ => true) == universe.Concurrency
                                    || (Uses(pair.Key) && RunningAt(second, Uses) == 2)
                                );
                    });
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>
    /// R. L. Graham, "Bounds on Multiprocessing Timing Anomalies" (1969): no order that leaves no processor idle takes longer than
    /// 2 - 1/m times the shortest run there is.
    /// </summary>
    [Test]
    public void A_run_takes_no_longer_than_Graham_says_it_can() =>
        Prop.ForAll(
                Graphs.Universes(),
                universe =>
                {
                    var rules = new QueueRules
                    {
                        Durations = universe.Seconds.ToDictionary(
                            pair => pair.Key,
                            pair => TimeSpan.FromSeconds(pair.Value)
                        ),
                    };
                    var times = Simulation.Run(universe with { Failing = [] }, rules);
                    var longest = Paths.LongestFrom(universe).Values.Max();
                    var work = (double)universe.Seconds.Values.Sum() / universe.Concurrency;
                    var bound = (2 - (1.0 / universe.Concurrency)) * Math.Max(longest, work);

                    return times.Values.Max(time => time.End) <= bound + 1e-9;
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void The_remaining_time_of_each_is_its_longest_path_to_an_end() =>
        Prop.ForAll(
                Graphs.Universes(),
                universe =>
                {
                    var durations = universe.Seconds.ToDictionary(
                        pair => pair.Key,
                        pair => TimeSpan.FromSeconds(pair.Value)
                    );

                    var remaining = RemainingTime.Of(universe.Graph, DeploymentOrder.Of(universe.Graph), durations);

                    return Paths.LongestFrom(universe).All(pair => remaining[pair.Key].TotalSeconds == pair.Value);
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void A_component_of_which_nothing_is_known_takes_as_long_as_most()
    {
        var graph = Graphs.Of("a:", "b:", "c:", "new:");
        var durations = new Dictionary<string, TimeSpan>
        {
            ["a"] = TimeSpan.FromSeconds(1),
            ["b"] = TimeSpan.FromSeconds(7),
            ["c"] = TimeSpan.FromMinutes(9),
        };

        RemainingTime.Of(graph, DeploymentOrder.Of(graph), durations)["new"].ShouldBe(TimeSpan.FromSeconds(7));
    }

    private static Dictionary<string, ImmutableArray<string>> Uses(params (string Component, string Resource)[] uses) =>
        uses.ToDictionary(one => one.Component, one => ImmutableArray.Create(one.Resource));

    /// <summary>Walks every path of a graph, which only a small one allows.</summary>
    private static class Paths
    {
        public static Dictionary<string, int> LongestFrom(Universe universe) =>
            universe.Requires.Keys.ToDictionary(name => name, name => From(universe, name));

        private static int From(Universe universe, string name) =>
            universe.Seconds[name]
            + universe
                .Requires.Where(pair => pair.Value.Contains(name))
                .Select(pair => From(universe, pair.Key))
                .DefaultIfEmpty()
                .Max();
    }
}
