using System.Collections.Immutable;
using System.Text;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Pools;

public sealed class NearestEnvironmentTests
{
    private static readonly SetThere[] Sets = [.. "abcdef".Select(letter => Set($"{letter}"))];

    [Test]
    public void The_order_is_that_of_an_exhaustive_search_in_each_small_universe()
    {
        var random = new Random(7);
        for (var universe = 0; universe < Cases.Of(3000); universe++)
        {
            var sets = Sets[..random.Next(2, 7)];
            var steps = (
                from one in sets
                from other in sets
                where one != other && random.NextDouble() < 0.3
                select (one.Digest, other.Digest)
            ).ToHashSet();
            var there = Enumerable
                .Range(1, random.Next(1, 5))
                .ToDictionary(
                    number => $"ci-{number}",
                    _ => random.NextDouble() < 0.2 ? null : sets[random.Next(sets.Length)]
                );
            var to = sets[random.Next(sets.Length)];

            var ranked = NearestEnvironment.Rank(there, to, steps);

            foreach (var one in ranked)
            {
                one.Steps.ShouldBe(
                    one.Set is null ? null : Shortest(one.Set.Digest, to.Digest, steps, sets.Length),
                    $"universe {universe}: {one}"
                );
            }

            ranked.Select(one => one.Environment).ShouldBe(there.Keys, ignoreOrder: true);
            ranked
                .Zip(ranked.Skip(1))
                .ShouldAllBe(pair => (pair.First.Steps ?? 99) <= (pair.Second.Steps ?? 99), $"universe {universe}");
        }
    }

    [Test]
    public void Without_a_set_names_decide() =>
        NearestEnvironment
            .Rank(
                Of(("ci-2", Sets[0]), ("ci-1", null), ("ci-3", Sets[1])),
                to: null,
                ImmutableHashSet<(Digest, Digest)>.Empty
            )
            .Select(one => one.Text(to: null))
            .ShouldBe(["ci-1 has no whole set", "ci-2 has a", "ci-3 has b"]);

    [Test]
    public void The_choice_is_explained()
    {
        ImmutableHashSet<(Digest, Digest)> steps = [Step("a", "b"), Step("b", "c"), Step("d", "a")];

        NearestEnvironment
            .Rank(
                Of(
                    ("ci-1", Set("e")),
                    ("ci-2", Set("a")),
                    ("ci-3", Set("b")),
                    ("ci-4", null),
                    ("ci-5", Set("c")),
                    ("ci-6", Set("d"))
                ),
                Set("c"),
                steps
            )
            .Select(one => one.Text(Set("c")))
            .ShouldBe([
                "ci-5 has c",
                "ci-3 has b, from which 1 tested step leads to c",
                "ci-2 has a, from which 2 tested steps lead to c",
                "ci-6 has d, from which 3 tested steps lead to c",
                "ci-1 has e, from which no tested way to c is known",
                "ci-4 has no whole set",
            ]);
    }

    /// <summary>The shortest of all ways that visit no set twice.</summary>
    private static int? Shortest(
        Digest from,
        Digest to,
        HashSet<(Digest From, Digest To)> steps,
        int most,
        int taken = 0
    ) =>
        from == to ? taken
        : taken == most ? null
        : steps.Where(step => step.From == from).Min(step => Shortest(step.To, to, steps, most, taken + 1));

    private static SetThere Set(string name) => new(name, Digest.Of(Encoding.UTF8.GetBytes(name)));

    private static (Digest, Digest) Step(string from, string to) =>
        (Digest.Of(Encoding.UTF8.GetBytes(from)), Digest.Of(Encoding.UTF8.GetBytes(to)));

    private static Dictionary<string, SetThere?> Of(params (string Name, SetThere? Set)[] there) =>
        there.ToDictionary(one => one.Name, one => one.Set);
}
