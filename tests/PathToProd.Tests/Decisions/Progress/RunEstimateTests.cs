using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Progress;
using PathToProd.Facts.Runs;
using PathToProd.Tests.Decisions.Ordering;

namespace PathToProd.Tests.Decisions.Progress;

public sealed class RunEstimateTests
{
    [Test]
    public void Where_no_component_was_ever_timed_it_is_unknown() => Left(new Story(["a:"], 1), 0).ShouldBeNull();

    [Test]
    public void One_that_was_never_there_counts_as_the_median_of_the_others() =>
        Left(new Story(["a:", "b: a", "new: b"], 1).Usually(("a", 10), ("b", 30)), 0).ShouldBe(10 + 30 + 30);

    [Test]
    public void What_is_done_in_the_run_itself_counts_too() =>
        Left(
                new Story(["a:", "b: a", "c: b"], 1)
                    .Started(0, "a", "Deploy")
                    .Ended(7, "a", NodeOutcome.Done)
                    .Started(7, "b", "Deploy"),
                9
            )
            .ShouldBe(5 + 7);

    [Test]
    public void What_runs_counts_with_what_is_left_of_it() =>
        Left(new Story(["a:", "b: a"], 2).Usually(("a", 10), ("b", 30)).Started(5, "a", "Deploy"), 9).ShouldBe(6 + 30);

    [Test]
    public void What_runs_longer_than_the_last_time_may_end_at_any_moment() =>
        Left(new Story(["a:"], 2).Usually(("a", 10)).Started(5, "a", "Deploy"), 99).ShouldBe(0);

    [Test]
    public void What_will_not_run_takes_no_time() =>
        Left(
                new Story(["a:", "b: a"], 2)
                    .Usually(("a", 10), ("b", 30))
                    .Started(0, "a", "Deploy")
                    .Ended(5, "a", NodeOutcome.Failed)
                    .Ended(5, "b", NodeOutcome.NotRun, "a failed"),
                5
            )
            .ShouldBe(0);

    [Test]
    public void A_resource_that_one_may_use_lets_its_users_go_one_after_the_other()
    {
        var story = new Story(["a:", "b:"], 2).Usually(("a", 10), ("b", 30));
        var expected = story.Progress.Expected;
        var rules = expected.Rules with
        {
            Uses = new Dictionary<string, System.Collections.Immutable.ImmutableArray<string>>
            {
                ["a"] = ["state"],
                ["b"] = ["state"],
            },
            Limits = new Dictionary<string, int> { ["state"] = 1 },
        };

        RunEstimate
            .Of(story.Progress with { Expected = expected with { Rules = rules } }, TimeSpan.Zero)
            .ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Test]
    public void What_is_left_goes_in_the_order_of_the_whole_run_also_where_two_are_equally_urgent() =>
        // At 69 s c04 and c05 both have 87 s before them.
        IsExactAtEachMoment(
                new Universe(
                    new Dictionary<string, string[]>
                    {
                        ["c09"] = [],
                        ["c08"] = [],
                        ["c07"] = [],
                        ["c06"] = [],
                        ["c05"] = ["c08"],
                        ["c04"] = ["c07"],
                        ["c03"] = [],
                        ["c02"] = ["c09", "c08", "c06", "c04", "c03"],
                        ["c01"] = ["c08", "c06", "c05", "c03"],
                    },
                    new Dictionary<string, int>
                    {
                        ["c09"] = 97,
                        ["c08"] = 64,
                        ["c07"] = 69,
                        ["c06"] = 23,
                        ["c05"] = 85,
                        ["c04"] = 54,
                        ["c03"] = 17,
                        ["c02"] = 33,
                        ["c01"] = 2,
                    },
                    Failing: [],
                    Concurrency: 2
                )
            )
            .ShouldBeTrue();

    [Test]
    public void At_each_moment_of_a_run_that_goes_as_the_last_one_it_is_what_is_left_of_it() =>
        Prop.ForAll(Graphs.Universes(), IsExactAtEachMoment).QuickCheckThrowOnFailure();

    private static bool IsExactAtEachMoment(Universe universe)
    {
        var rules = new QueueRules
        {
            Durations = universe.Seconds.ToDictionary(pair => pair.Key, pair => TimeSpan.FromSeconds(pair.Value)),
        };
        var times = Simulation.Run(universe with { Failing = [] }, rules);
        var end = times.Values.Max(time => time.End);
        var moments = times.Values.SelectMany(time => new[] { time.Start, time.End }).Distinct();

        return moments.All(now => Left(At(universe, times, now), now) == end - now);
    }

    private static Story At(Universe universe, Dictionary<string, (int Start, int End)> times, int now)
    {
        var lines = universe.Requires.Select(pair => $"{pair.Key}: {string.Join(' ', pair.Value)}").ToArray();
        var story = new Story(lines, universe.Concurrency).Usually([
            .. universe.Seconds.Select(pair => (pair.Key, pair.Value)),
        ]);
        foreach (var (name, time) in times)
        {
            if (time.Start <= now)
            {
                story.Started(time.Start, name, "Deploy");
            }

            if (time.End <= now)
            {
                story.Ended(time.End, name, NodeOutcome.Done);
            }
        }

        return story;
    }

    private static double? Left(Story story, int now) =>
        RunEstimate.Of(story.Progress, TimeSpan.FromSeconds(now))?.TotalSeconds;
}
