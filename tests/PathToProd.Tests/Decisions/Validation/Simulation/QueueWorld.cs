using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Validation.Simulation;

/// <summary>
/// A platform and the changes to it, by a seed. It has the shape of the reference platform: one component in twenty is a foundation, in a row;
/// all others require the last of these, and one in three another one before it. Each changes equally often, and one change in four touches two. One in
/// twenty always fails, and some pairs of changes fail only together: of these, one component requires the other, as what is not related
/// cannot break another.
/// </summary>
internal sealed class QueueWorld
{
    private readonly Dictionary<string, string[]> _requires = new(StringComparer.Ordinal);
    private readonly HashSet<(int, int)> _clashes = [];

    private QueueWorld() { }

    public ImmutableArray<QueueChange> Changes { get; private set; }

    public IReadOnlyCollection<string> Components => _requires.Keys;

    public RequirementGraph Graph { get; private set; } = null!;

    public static QueueWorld Of(int seed, int components, int changes)
    {
#pragma warning disable CA5394 // a simulation is to be repeated
        var random = new Random(seed);
        var world = new QueueWorld();
        string[] names = [.. Enumerable.Range(0, components).Select(number => $"c{number:000}")];
        var foundations = Math.Max(1, components / 20);
        for (var at = 0; at < components; at++)
        {
            string[] required =
                at == 0 ? []
                : at < foundations ? [names[at - 1]]
                : random.Next(3) > 0 ? [names[foundations - 1]]
                : [names[foundations - 1], names[random.Next(at)]];
            world._requires[names[at]] = [.. required.Distinct(StringComparer.Ordinal)];
        }

        world.Graph = RequirementGraph.Of(world._requires);
        world.Changes =
        [
            .. Enumerable
                .Range(0, changes)
                .Select(number =>
                {
                    var count = random.Next(4) == 0 ? 2 : 1;
                    return new QueueChange(
                        number,
                        [
                            .. Enumerable
                                .Range(0, count)
                                .Select(_ => names[random.Next(components)])
                                .Distinct(StringComparer.Ordinal)
                                .Order(StringComparer.Ordinal),
                        ],
                        random.Next(20) == 0
                    );
                }),
        ];
        foreach (var one in world.Changes)
        {
            foreach (var other in world.Changes.Take(one.Number).Where(other => world.AreRelated(one, other)))
            {
                if (random.Next(500) == 0)
                {
                    world._clashes.Add((other.Number, one.Number));
                }
            }
        }

        return world;
#pragma warning restore CA5394
    }

    /// <summary>Whether a platform with exactly these changes works.</summary>
    public bool Works(IReadOnlySet<int> merged) =>
        !merged.Any(number => Changes[number].IsBad)
        && !_clashes.Any(pair => merged.Contains(pair.Item1) && merged.Contains(pair.Item2));

    /// <summary>What the platform holds with some changes.</summary>
    public ImmutableSortedDictionary<string, SetMember> Members(IReadOnlySet<int> merged) =>
        _requires.Keys.ToImmutableSortedDictionary(
            name => name,
            name => new SetMember(name, new SemVersion(1, 0, 0), Content(name, merged)),
            StringComparer.Ordinal
        );

    /// <summary>Whether one component of a change is another's, requires it or is required by it, directly or not. Not by the graph that decides.</summary>
    public bool AreRelated(QueueChange one, QueueChange other) =>
        one.Components.Any(mine =>
            other.Components.Any(theirs => mine == theirs || Leads(mine, theirs) || Leads(theirs, mine))
        );

    private bool Leads(string from, string to) =>
        _requires[from].Any(required => required == to || Leads(required, to));

    private Digest Content(string component, IReadOnlySet<int> merged)
    {
        var changes = Changes.Where(change => merged.Contains(change.Number) && change.Components.Contains(component));
        return Digest.Of(
            System.Text.Encoding.UTF8.GetBytes(
                $"{component} {string.Join(' ', changes.Select(change => change.Number))}"
            )
        );
    }
}
