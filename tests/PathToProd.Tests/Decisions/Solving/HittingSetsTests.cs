using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>Smallest hitting sets, held against trying every set.</summary>
public sealed class HittingSetsTests
{
    private const int Components = 7;

    [Test]
    public void All_smallest_sets_that_hit_every_conflict_are_met_and_none_twice()
    {
        var (branched, random) = (0, new Random(3));
        for (var round = 0; round < Cases.Of(2000); round++)
        {
            var conflicts = Conflicts(random);
            var expected = Smallest(conflicts, out var size);

            var (found, least) = (new List<int>(), 0);
            HittingSets? sets = null;
            sets = new HittingSets(
                Components,
                () =>
                {
                    var open = Array.Find(conflicts, conflict => !conflict.Any(sets!.IsFree));
                    if (open is null)
                    {
                        found.Add(Mask(sets!.Free));
                    }

                    return open;
                },
                _ => true
            );
            var most = Components;
            least = sets.Least(ref most);
            (Components - most + least).ShouldBeLessThanOrEqualTo(size, "a lower bound");
            found.Clear();
            for (var count = least; count <= most && found.Count == 0; count++)
            {
                branched += count > least ? 1 : 0;
                sets.Try(count);
            }

            found.ShouldBeUnique();
            found.ShouldBe(expected, ignoreOrder: true);
        }

        branched.ShouldBeGreaterThan(0, "the lower bound is not always enough");
    }

    [Test]
    public void When_nothing_is_left_to_spend_nothing_is_tried()
    {
        var attempts = 0;
        var sets = new HittingSets(
            3,
            () =>
            {
                attempts++;
                return [0, 1];
            },
            _ => false
        );

        sets.Try(2);

        attempts.ShouldBe(0);
    }

    [Test]
    public void What_each_step_costs_grows_with_the_conflicts()
    {
        var (costs, conflicts) = (
            new List<int>(),
            new Queue<int[]?>([
                [0, 1],
                null,
                [2, 0],
                null,
            ])
        );
        var sets = new HittingSets(
            3,
            () => conflicts.Count > 0 ? conflicts.Dequeue() : null,
            cost =>
            {
                costs.Add(cost);
                return true;
            }
        );

        sets.Try(1);

        costs.ShouldBe([1, 2, 2]);
    }

    private static int[][] Conflicts(Random random) =>
        [
            .. Enumerable
                .Range(0, random.Next(1, 8))
                .Select(_ =>
                    Enumerable.Range(0, Components).OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToArray()
                ),
        ];

    private static int[] Smallest(int[][] conflicts, out int size)
    {
        var masks = Array.ConvertAll(conflicts, Mask);
        var hitting = Enumerable
            .Range(0, 1 << Components)
            .Where(set => masks.All(mask => (mask & set) != 0))
            .GroupBy(set => System.Numerics.BitOperations.PopCount((uint)set))
            .MinBy(group => group.Key)!;
        size = hitting.Key;
        return [.. hitting];
    }

    private static int Mask(int[] components) => components.Sum(component => 1 << component);
}
