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
        var (promoted, inProduction, accepted, byCommit, announced, back) = (0, 0, 0, 0, 0, 0);
        foreach (var world in Enumerable.Range(1, Seeds).AsParallel().Select(seed => Of(seed).World))
        {
            var promotions = world.Records.OfType<PromotionRecord.Promoted>().ToArray();
            promoted += promotions.Count(record => record.Environment != "ci");
            inProduction += promotions.Count(record => record.Environment == "prod-us" && record.Accepted.IsEmpty);
            accepted += promotions.Count(record => !record.Accepted.IsEmpty);
            back += promotions.Count(record => record.IsBack);
            byCommit += world.Records.OfType<PromotionRecord.Approved>().Count(record => record.Commit is not null);
            announced += world.Records.OfType<PromotionRecord.Announced>().Count();
        }

        // What is never promoted past a gate must still be promoted.
        TestContext.Out.WriteLine(
            $"{promoted} promoted, {inProduction} of them to the end, {accepted} with accepted causes, {byCommit} approvals by commits, {announced} announced, {back} back"
        );
        promoted.ShouldBeGreaterThan(Seeds / 2);
        inProduction.ShouldBeGreaterThan(Seeds / 200);
        accepted.ShouldBeGreaterThan(Seeds / 100);
        byCommit.ShouldBeGreaterThan(Seeds / 100);
        announced.ShouldBeGreaterThan(Seeds / 10);
        back.ShouldBeGreaterThan(Seeds / 100);
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
        simulation.Run(steps: 200);
        if (simulation.Broken.Count > 0)
        {
            Assert.Fail(
                $"[Test]\npublic void Seed_{seed}() => Of({seed});\n\n{string.Join('\n', simulation.Broken)}\n\n{simulation.Story}"
            );
        }

        return simulation;
    }
}
