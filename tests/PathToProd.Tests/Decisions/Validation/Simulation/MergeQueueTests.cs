namespace PathToProd.Tests.Decisions.Validation.Simulation;

public sealed class MergeQueueTests
{
    private static readonly TimeSpan TwentyMinutes = TimeSpan.FromMinutes(20);

    [Test]
    public void Results_kept_by_what_a_change_touches_merge_at_least_four_times_as_many_as_results_kept_by_the_base(
        [Values(5, 14)] int seed
    )
    {
        var byBase = Run(seed, isByBase: true);
        var byPart = Run(seed, isByBase: false);

        byBase.MergesPerHour.ShouldBeInRange(2, 3, "each merge makes all other results worthless");
        (byPart.MergesPerHour / byBase.MergesPerHour).ShouldBeGreaterThanOrEqualTo(4);
    }

    [Test]
    public void Nothing_is_merged_that_was_not_certified_with_all_that_it_has_to_do_with([Range(1, 12)] int seed)
    {
        var world = QueueWorld.Of(seed, components: 20, changes: 60);
        var queue = new MergeQueue(world, environments: 6, TwentyMinutes, isByBase: false);
        queue.Run();

        var main = new HashSet<int>();
        foreach (var merge in queue.Merged)
        {
            merge.Before.ShouldBe(main, ignoreOrder: true);
            queue
                .Log.Any(one => one.HasPassed && one.Change == merge.Change && AreSame(world, one, merge))
                .ShouldBeTrue($"seed {seed}: {merge.Change.Number} was merged, and never certified on such a base");
            main.Add(merge.Change.Number);
            world.Works(main).ShouldBeTrue($"seed {seed}: main is broken by {merge.Change.Number}");
        }
    }

    [Test]
    public void A_change_that_always_fails_is_given_up_and_every_other_one_is_merged_or_given_up(
        [Range(1, 12)] int seed
    )
    {
        var world = QueueWorld.Of(seed, components: 20, changes: 60);
        var queue = new MergeQueue(world, environments: 6, TwentyMinutes, isByBase: false);
        queue.Run();

        queue.Merged.Select(merge => merge.Change).Concat(queue.GivenUp).ShouldBe(world.Changes, ignoreOrder: true);
        world.Changes.Where(change => change.IsBad).ShouldBeSubsetOf(queue.GivenUp);
    }

    [Test]
    public void The_same_seed_gives_the_same_run()
    {
        var one = Run(seed: 3, isByBase: false);
        var other = Run(seed: 3, isByBase: false);

        other.Merged.Select(merge => merge.Change.Number).ShouldBe(one.Merged.Select(merge => merge.Change.Number));
        other.Now.ShouldBe(one.Now);
    }

    /// <summary>The oracle: what differs between the two bases has nothing to do with the change, nor with anything that depends on it or is required.</summary>
    private static bool AreSame(QueueWorld world, Certified certified, Merge merge)
    {
        var differing = certified.Base.SymmetricExcept(merge.Before).Select(number => world.Changes[number]);
        return differing.All(other => !world.AreRelated(certified.Change, other));
    }

    private static MergeQueue Run(int seed, bool isByBase)
    {
        var queue = new MergeQueue(
            QueueWorld.Of(seed, components: 40, changes: 200),
            environments: 10,
            TwentyMinutes,
            isByBase
        );
        queue.Run();
        return queue;
    }
}
