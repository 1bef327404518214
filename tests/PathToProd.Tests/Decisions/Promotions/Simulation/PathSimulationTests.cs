using System.Globalization;
using PathToProd.Facts.Promotions;

namespace PathToProd.Tests.Decisions.Promotions.Simulation;

/// <summary>
/// Properties of the path over histories that seeds make up: several Advances, people and monitoring, in any order. PATH_TO_PROD_TEST_SEEDS says
/// how many; a seed that fails is a test to paste: <c>Of(seed)</c>.
/// </summary>
public sealed class PathSimulationTests
{
    private static readonly int Seeds = int.Parse(
        Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_SEEDS") ?? "10000",
        CultureInfo.InvariantCulture
    );

    [Test]
    public void No_sequence_of_events_promotes_past_a_gate_that_is_not_open()
    {
        var promoted = 0;
        var accepted = 0;
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var world = Of(seed).World;
            promoted += world.Records.OfType<PromotionRecord.Promoted>().Count(record => record.Environment != "ci");
            accepted += world.Records.OfType<PromotionRecord.Promoted>().Count(record => !record.Accepted.IsEmpty);
        }

        // What is never promoted past a gate must still be promoted.
        promoted.ShouldBeGreaterThan(Seeds / 10);
        accepted.ShouldBeGreaterThan(Seeds / 1000);
    }

    [Test]
    public void Advance_twice_does_what_once_does()
    {
        foreach (var seed in Enumerable.Range(1, Seeds / 10))
        {
            var simulation = Of(seed);
            simulation.AdvanceAtOnce(1);
            var (records, lines) = (simulation.World.Records.Count, simulation.World.LedgerLines);

            simulation.AdvanceAtOnce(1);

            (simulation.World.Records.Count, simulation.World.LedgerLines).ShouldBe((records, lines), $"Of({seed})");
        }
    }

    [Test]
    public void The_order_of_two_Advances_at_once_does_not_matter()
    {
        foreach (var seed in Enumerable.Range(1, Seeds / 10))
        {
            var one = Of(seed);
            one.AdvanceAtOnce(1);
            var two = Of(seed);
            two.AdvanceAtOnce(2);
            two.AdvanceAtOnce(1);

            two.Desired().ShouldBe(one.Desired(), $"Of({seed})");
        }
    }

    private static PathSimulation Of(int seed)
    {
        var simulation = new PathSimulation(seed);
        simulation.Run(steps: 120);
        simulation.Broken.ShouldBeEmpty($"Of({seed})");
        return simulation;
    }
}
