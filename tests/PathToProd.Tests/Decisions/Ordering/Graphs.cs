using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Ordering;

namespace PathToProd.Tests.Decisions.Ordering;

internal static class Graphs
{
    /// <summary>A graph from lines <c>ingress: base-k8s base-network</c>.</summary>
    public static RequirementGraph Of(params string[] lines) =>
        RequirementGraph.Of(
            lines.ToDictionary(
                line => line.Split(':')[0],
                line => line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
        );

    /// <summary>Any graph of up to twelve components without a cycle, and how long each takes and whether it succeeds.</summary>
    public static Arbitrary<Universe> Universes() =>
        (
            from count in Gen.Choose(1, 12)
            from edges in Gen.Choose(0, 99).ListOf(count * count)
            from seconds in Gen.Choose(1, 100).ListOf(count)
            from luck in Gen.Choose(0, 9).ListOf(count)
            from concurrency in Gen.Choose(1, count + 1)
            select new Universe(
                // Names run against the requirements, so that the order by name alone would be wrong.
                Enumerable
                    .Range(0, count)
                    .ToDictionary(
                        i => Name(count - i),
                        i =>
                            Enumerable
                                .Range(0, i)
                                .Where(j => edges[(i * count) + j] < 30)
                                .Select(j => Name(count - j))
                                .ToArray()
                    ),
                Enumerable.Range(0, count).ToDictionary(i => Name(count - i), i => seconds[i]),
                Enumerable.Range(0, count).Where(i => luck[i] == 0).Select(i => Name(count - i)).ToHashSet(),
                concurrency
            )
        ).ToArbitrary();

    private static string Name(int number) => $"c{number:d2}";
}

/// <summary>A graph, how many seconds each component takes, which fail, and how many run at once.</summary>
internal sealed record Universe(
    Dictionary<string, string[]> Requires,
    Dictionary<string, int> Seconds,
    HashSet<string> Failing,
    int Concurrency
)
{
    public RequirementGraph Graph => RequirementGraph.Of(Requires);

    public override string ToString() =>
        string.Join(
            ", ",
            Requires.Select(pair =>
                $"\"{pair.Key}: {string.Join(' ', pair.Value)}\" ({Seconds[pair.Key]} s{(Failing.Contains(pair.Key) ? ", fails" : "")})"
            )
        ) + $"; concurrency {Concurrency}";
}
