using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace SolverBenchmark;

/// <summary>
/// A refusal in a large platform: everything is wished in its newest versions, and some components that others require are
/// held at old ones. Each hold is a reason of its own.
/// </summary>
internal sealed class GeneratedRefusal(int components, int versions, int requirements, int holds)
{
    public SolverQuestion Question()
    {
        var generated = new GeneratedUniverse(components, versions, requirements);
        var universe = new Universe(generated.Candidates());
        var newest = universe.Of(universe.Components[0])[versions / 4].Version;
        return new SolverQuestion
        {
            Universe = universe,
            EnvironmentName = "prod-eu",
            Wishes = [.. generated.Wishes().Select(wish => wish with { Range = VersionRange.Parse($">={newest}") })],
            Holds =
            [
                .. Enumerable
                    .Range(0, holds)
                    .Select(number => new Hold(
                        universe.Components[number * components / holds],
                        VersionRange.Parse("1.0.x"),
                        "the audit"
                    )),
            ],
        };
    }

    /// <summary>Each component requires the next one, so that the whole row is in the proof; the last one is not there.</summary>
    public static SolverQuestion Row(int components, int versions)
    {
        string Name(int number) => $"part-{number:D5}";
        var candidates =
            from component in Enumerable.Range(0, components)
            from version in Enumerable.Range(0, versions)
            let next = Name(component + 1)
            let requires = new Requirement(next, VersionRange.Any)
            select new Candidate(
                Name(component),
                new SemVersion(1, version, 0),
                new Digest("sha256:"),
                new ComponentRelations
                {
                    Requires = ImmutableSortedDictionary<string, Requirement>.Empty.Add(next, requires),
                }
            );
        return new SolverQuestion
        {
            Universe = new Universe(candidates),
            Wishes = [new Wish(Name(0), VersionRange.Any, "you asked for it")],
        };
    }
}
