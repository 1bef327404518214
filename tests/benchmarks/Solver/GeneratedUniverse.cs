using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace SolverBenchmark;

/// <summary>
/// Candidates as a platform that has grown has them: each version requires versions of others that are not much older than
/// it is, every third one also forbids what is much newer. Of the newest tenth, one requirement in twenty does not know the
/// newest versions of the other yet, so that the newest of everything does not fit together. The same numbers always give
/// the same candidates.
/// </summary>
internal sealed class GeneratedUniverse(int components, int versions, int requirements)
{
    private const int VersionsOfMinor = 10;

    private readonly Random _random = new(7);

    public List<Candidate> Candidates()
    {
        var candidates = new List<Candidate>(components * versions);
        for (var component = 0; component < components; component++)
        {
            var others = Others(component);
            for (var version = 0; version < versions; version++)
            {
                var requires = others.Select(other => new Requirement(Name(other), Range(version)));
                candidates.Add(
                    new Candidate(
                        Name(component),
                        Version(version),
                        new Digest("sha256:"),
                        new ComponentRelations
                        {
                            Requires = requires.ToImmutableSortedDictionary(
                                one => one.Component,
                                one => one,
                                StringComparer.Ordinal
                            ),
                        }
                    )
                );
            }
        }

        return candidates;
    }

    public ImmutableArray<Wish> Wishes() =>
        [.. Enumerable.Range(0, components).Select(one => new Wish(Name(one), VersionRange.Any, "you asked for it"))];

    private int[] Others(int component)
    {
        var others = new HashSet<int>();
        while (others.Count < Math.Min(requirements, components - 1))
        {
            var other = _random.Next(components);
            if (other != component)
            {
                others.Add(other);
            }
        }

        return [.. others];
    }

    private VersionRange Range(int version)
    {
        var from = Version(Math.Max(0, version - 10 - _random.Next(30)));
        if (version >= versions * 9 / 10 && _random.Next(20) == 0)
        {
            return VersionRange.Parse($">={from} <{Version(versions - 1 - _random.Next(versions / 10))}");
        }

        return VersionRange.Parse(
            _random.Next(3) == 0 ? $">={from} <{Version(version + 20 + _random.Next(20))}" : $">={from}"
        );
    }

    private static SemVersion Version(int number) => new(1, number / VersionsOfMinor, number % VersionsOfMinor);

    private static string Name(int component) => $"part-{component:D5}";
}
