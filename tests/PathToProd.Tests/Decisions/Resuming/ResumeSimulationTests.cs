using PathToProd.Decisions.Ordering;
using PathToProd.Model.Components;

namespace PathToProd.Tests.Decisions.Resuming;

/// <summary>
/// A run that is killed after any of its steps, and once more while it goes on, comes to the end of a run that was never killed, and
/// does nothing twice but what the kill left half done.
/// </summary>
public sealed class ResumeSimulationTests
{
    [TestCase(Stage.Deploy, false)]
    [TestCase(Stage.Deploy, true)]
    [TestCase(Stage.Destroy, false)]
    [TestCase(Stage.Destroy, true)]
    public void Killed_after_any_step_it_comes_to_the_same_end(Stage target, bool force)
    {
        var (kills, worlds) = (0, 0);
        foreach (var seed in Cases.Seeds(0, 60))
        {
            worlds++;
            var whole = World(seed, target, force);
            var before = whole.Steps;
            whole.Run().ShouldBeTrue();
            for (var step = 0; step < whole.Steps - before; step++)
            {
                var again = new Random((seed * 1000) + step).Next(1, whole.Steps);
                Check(seed, target, force, step, again, whole);
                kills++;
            }
        }

        kills.ShouldBeGreaterThan(10 * worlds, "a world in which little happens proves little");
    }

    private static void Check(int seed, Stage target, bool force, int step, int again, ResumeWorld whole)
    {
        var where =
            $"seed {seed}, {target}{(force ? " with --force" : "")}, killed after {step} steps, and after {again} more";
        var world = World(seed, target, force);
        var before = world.Ledger.Count;
        world.Run(step).ShouldBeFalse(where);
        var (done, _) = world.Recorded(before);
        var touched = world.Touches.ToDictionary();

        // The second kill may come too late; then nothing is left to resume.
        if (!world.Resume(again))
        {
            (done, _) = world.Recorded(before);
            touched = world.Touches.ToDictionary();
            world.Resume().ShouldBeTrue(where);
        }

        world.There.OrderBy(one => one.Key).ShouldBe(whole.There.OrderBy(one => one.Key), where);
        foreach (var component in done)
        {
            world.Touches[component].ShouldBe(touched[component], $"{component} is done twice: {where}");
        }

        // Each kill leaves at most one attempt of a component half done.
        world.Touches.Values.ShouldAllBe(times => times >= 1 && times <= 3, where);
    }

    private static ResumeWorld World(int seed, Stage target, bool force)
    {
        var random = new Random(seed);
        var count = random.Next(1, 6);
        var graph = RequirementGraph.Of(
            Enumerable
                .Range(0, count)
                .ToDictionary(
                    at => $"c{at}",
                    at => Enumerable.Range(0, at).Where(_ => random.Next(3) == 0).Select(other => $"c{other}").ToArray()
                )
        );
        var world = new ResumeWorld(graph, target, force, random);
        return target == Stage.Destroy || force ? world.Deployed() : world;
    }
}
