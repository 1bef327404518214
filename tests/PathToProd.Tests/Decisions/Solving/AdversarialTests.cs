using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>Universes that are hard for every solver of this kind. They end within the limit, and never in silence.</summary>
public sealed class AdversarialTests
{
    private const int Limit = 300_000;

    private static IEnumerable<int> Seeds => Cases.Seeds(1, 10);

    [Test]
    public void More_pigeons_than_holes_end_with_a_message()
    {
        var answer = Solver.Solve(Pigeons(count: 12, holes: 11) with { Limit = Limit });
        answer
            .ShouldBeOfType<SolverAnswer.GaveUp>()
            .Reason.ShouldBe(
                "Neither a set that fulfils everything nor a proof that there is none was found in 300000 steps."
                    + " Most attempts failed at pigeon-10, pigeon-11 and pigeon-09. Hold pigeon-10, pigeon-11 or pigeon-09 in a narrow range,"
                    + " upgrade fewer components at once, start from a known-good set, or allow more steps with --limit."
            );
    }

    [Test]
    public void A_few_pigeons_too_many_are_refused_with_a_proof()
    {
        var question = Pigeons(count: 4, holes: 3);
        var explanation = Solver.Solve(question).ShouldBeOfType<SolverAnswer.Refused>().Explanation;
        explanation.Proofs.SelectMany(Claims.Of).Count(claim => !claim.IsDerived).ShouldBeGreaterThan(4);
    }

    [Test]
    public void As_many_pigeons_as_holes_find_their_places() =>
        Solver
            .Solve(Pigeons(count: 9, holes: 9) with { Limit = Limit })
            .ShouldBeOfType<SolverAnswer.Solved>()
            .Versions.Values.Distinct()
            .Count()
            .ShouldBe(9);

    /// <summary>Every version of one requires another version of the next, round and round: only the last of them closes.</summary>
    [TestCase(20)]
    [TestCase(60)]
    public void A_long_cycle_that_almost_never_closes_is_solved(int length)
    {
        const int Versions = 10;
        var candidates =
            from component in Enumerable.Range(0, length)
            from version in Enumerable.Range(0, Versions)
            let next = (component + 1) % length
            let wanted = component == length - 1 && version > 0 ? (version + 1) % Versions : version
            select Candidate(component, version, (next, $"{wanted}.0.0"));
        var answer = Solver.Solve(Question(candidates, "p-00") with { Limit = Limit });
        var solved = answer.ShouldBeOfType<SolverAnswer.Solved>();
        solved.Versions.Count.ShouldBe(length);
        solved.Versions.Values.ShouldAllBe(version => version == new SemVersion(0, 0, 0));
    }

    /// <summary>A tower in which each version of a floor requires two of the next, and the last floor is missing one.</summary>
    [Test]
    public void A_tower_without_its_top_is_refused()
    {
        const int Floors = 40;
        var candidates =
            from floor in Enumerable.Range(0, Floors)
            from side in Enumerable.Range(0, 2)
            from version in Enumerable.Range(0, 5)
            select Candidate(
                (2 * floor) + side,
                version,
                (2 * (floor + 1), $">={version}.0.0"),
                ((2 * (floor + 1)) + 1, $"<={version}.0.0")
            );
        var answer = Solver.Solve(Question(candidates, "p-00") with { Limit = Limit });
        Snapshot.Match(answer.ShouldBeOfType<SolverAnswer.Refused>().Explanation.Text);
    }

    [Test]
    public void A_limit_of_nothing_ends_at_once() =>
        Solver
            .Solve(Pigeons(count: 2, holes: 2) with { Limit = 0 })
            .ShouldBeOfType<SolverAnswer.GaveUp>()
            .Reason.ShouldBe(
                "Neither a set that fulfils everything nor a proof that there is none was found in 0 steps."
                    + " Hold some components in a narrow range, upgrade fewer components at once, start from a known-good set, or allow more steps with --limit."
            );

    [Test]
    public void Random_hard_universes_end_within_the_limit([ValueSource(nameof(Seeds))] int seed)
    {
        var random = new Random(seed);
        var candidates =
            from component in Enumerable.Range(0, 40)
            from version in Enumerable.Range(0, 6)
            select Candidate(
                component,
                version,
                [
                    .. Enumerable
                        .Range(0, 3)
                        .Select(_ => random.Next(40))
                        .Where(other => other != component)
                        .Distinct()
                        .Select(other => (other, $"{random.Next(6)} || {random.Next(6)} || {random.Next(6)}")),
                ]
            );
        var answer = Solver.Solve(Question([.. candidates], "p-00", "p-01", "p-02") with { Limit = Limit });
        (
            answer switch
            {
                SolverAnswer.Refused refused => refused.Explanation.Text,
                SolverAnswer.GaveUp gaveUp => gaveUp.Reason,
                SolverAnswer.Solved solved => solved.Choices["p-00"].Because,
                _ => "",
            }
        ).ShouldNotBeEmpty();
    }

    /// <summary>So many pigeons that each want a hole for themselves.</summary>
    internal static SolverQuestion Pigeons(int count, int holes, string kind = "pigeon")
    {
        string Name(int pigeon) => $"{kind}-{pigeon:D2}";
        var candidates =
            from pigeon in Enumerable.Range(0, count)
            from hole in Enumerable.Range(0, holes)
            select new Candidate(
                Name(pigeon),
                new SemVersion(hole, 0, 0),
                Digest.None,
                new ComponentRelations
                {
                    Conflicts = Enumerable
                        .Range(0, count)
                        .Where(other => other != pigeon)
                        .ToImmutableSorted(
                            Name,
                            other => new Requirement(Name(other), VersionRange.Exactly(new SemVersion(hole, 0, 0)))
                        ),
                }
            );
        return Question(candidates, [.. Enumerable.Range(0, count).Select(Name)]);
    }

    private static Candidate Candidate(int component, int version, params (int Other, string Range)[] requires) =>
        new(
            $"p-{component:D2}",
            new SemVersion(version, 0, 0),
            Digest.None,
            new ComponentRelations
            {
                Requires = requires.ToImmutableSorted(
                    one => $"p-{one.Other:D2}",
                    one => new Requirement($"p-{one.Other:D2}", VersionRange.Parse(one.Range))
                ),
            }
        );

    private static SolverQuestion Question(IEnumerable<Candidate> candidates, params string[] wished) =>
        new()
        {
            Universe = new Universe(candidates),
            Wishes = [.. wished.Select(name => new Wish(name, VersionRange.Any, "you asked for it"))],
        };
}
