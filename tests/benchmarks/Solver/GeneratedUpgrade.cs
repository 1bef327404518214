using System.Collections.Immutable;
using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace SolverBenchmark;

/// <summary>
/// An upgrade that changes others. What runs is the newest of everything, as it was before the last quarter of the versions.
/// A new version of one component needs newer versions of some others; or, where these have a twin, of either. The newest
/// versions of those need newer ones of still others: component by component, twice as many change as have to.
/// </summary>
internal sealed class GeneratedUpgrade(int components, int versions, int requirements, int changes, bool hasTwins)
{
    private readonly GeneratedUniverse _generated = new(components, versions, requirements);

    public SolverQuestion Question()
    {
        var all = _generated.Candidates();
        var wishes = _generated.Wishes();
        var newest = all.Max(candidate => candidate.Version)!;
        var old = all.Select(candidate => candidate.Version).Distinct().Order().ElementAt(versions * 3 / 4);
        var before = new SolverQuestion
        {
            Universe = new Universe(all.Where(candidate => candidate.Version <= old)),
            Wishes = wishes,
        };
        var current = ((SolverAnswer.Solved)Solver.Solve(before)).Versions;
        string Name(int number) => wishes[number].Component;
        Requirement Newer(int number) => new(Name(number), VersionRange.Parse($">{old}"));
        var needed = Enumerable.Range(0, changes).Select(number => number + 1).ToArray();
        var upgrade = new Candidate(
            Name(0),
            new SemVersion(2, 0, 0),
            new Digest("sha256:"),
            new ComponentRelations
            {
                Requires = hasTwins ? ComponentRelations.None.Requires : Required(needed.Select(Newer)),
            }
        );
        // Of two twins the first one, by name, would stay.
        int Twin(int number) => number + (2 * changes);
        var dragging = needed.ToDictionary(
            number => Name(hasTwins ? Twin(number) : number),
            number => Newer(number + changes),
            StringComparer.Ordinal
        );
        return new SolverQuestion
        {
            Universe = new Universe([
                upgrade,
                .. all.Select(candidate =>
                    candidate.Version == newest && dragging.TryGetValue(candidate.Component, out var dragged)
                        ? candidate with
                        {
                            Relations = candidate.Relations with { Requires = Required([dragged]) },
                        }
                        : candidate
                ),
            ]),
            Wishes = wishes,
            Current = current,
            Upgrades = [Name(0)],
            KnownConflicts = hasTwins
                ?
                [
                    .. needed.Select(number => new KnownConflict(
                        [
                            (Name(0), upgrade.Version),
                            (Name(number), current[Name(number)]),
                            (Name(Twin(number)), current[Name(Twin(number))]),
                        ],
                        "failed together"
                    )),
                ]
                : [],
        };
    }

    private static ImmutableSortedDictionary<string, Requirement> Required(IEnumerable<Requirement> all) =>
        all.ToImmutableSortedDictionary(one => one.Component, one => one, StringComparer.Ordinal);
}
