using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Turns what a search decided, or a known-good set, into choices with their reasons.</summary>
internal static class Choices
{
    /// <summary>The choices of a known-good set.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="good">The set.</param>
    /// <param name="why">Why this one, to stand after its name.</param>
    public static ImmutableSortedDictionary<string, Choice> Of(
        SolverQuestion question,
        KnownGoodSet good,
        string why = "which is known good"
    ) =>
        good.Versions.ToImmutableSortedDictionary(
            member => member.Key,
            member => new Choice(
                question.Universe.Find(member.Key, member.Value)!,
                question.Current.GetValueOrDefault(member.Key),
                $"part of {good.Name}, {why}"
            ),
            StringComparer.Ordinal
        );

    public static ImmutableSortedDictionary<string, Choice> Of(SolverQuestion question, PartialSolution solution)
    {
        var chosen = Candidates(question.Universe, solution);
        var prose = new ChoiceProse(question, solution, _ => null, chosen.Values);
        return chosen.ToImmutableSortedDictionary(one => one.Key, one => prose.Of(one.Value), StringComparer.Ordinal);
    }

    /// <summary>The choices of an answer with fewer changes. Upgraded components were decided in the search before it.</summary>
    public static ImmutableSortedDictionary<string, Choice> Of(
        SolverQuestion question,
        PartialSolution first,
        FewestChanges fewest,
        PartialSolution solution
    )
    {
        var chosen = Candidates(question.Universe, solution);
        var prose = new ChoiceProse(question, solution, fewest.Kept, chosen.Values);
        var upgrades = new ChoiceProse(question, first, _ => null, chosen.Values)
        {
            TracesBack = true,
            Budget = prose.Budget,
        };
        return chosen.ToImmutableSortedDictionary(
            one => one.Key,
            one => question.IsUpgraded(one.Key) ? Upgrade(upgrades.Of(one.Value), solution) : prose.Of(one.Value),
            StringComparer.Ordinal
        );
    }

    /// <summary>What kept newer versions of an upgraded component out may be gone, unless it was wished or is an upgrade too.</summary>
    private static Choice Upgrade(Choice choice, PartialSolution solution) =>
        choice
            .Obstacles.SelectMany(obstacle => obstacle.Facts)
            .Select(fact => fact.Fact)
            .OfType<Fact.Supposed>()
            .All(supposed =>
                solution.IsDecided(supposed.Component) && solution.Left(supposed.Component)!.IsWithin(supposed.Versions)
            )
            ? choice
            : new Choice(choice.Candidate, choice.Before, "decided before changes were counted");

    public static ImmutableSortedDictionary<string, SemVersion> Versions(Universe universe, PartialSolution solution) =>
        Candidates(universe, solution)
            .ToImmutableSortedDictionary(one => one.Key, one => one.Value.Version, StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, Candidate> Candidates(Universe universe, KnownGoodSet good) =>
        good.Versions.ToImmutableSortedDictionary(
            member => member.Key,
            member => universe.Find(member.Key, member.Value)!,
            StringComparer.Ordinal
        );

    public static ImmutableSortedDictionary<string, Candidate> Candidates(Universe universe, PartialSolution solution)
    {
        var chosen = ImmutableSortedDictionary.CreateBuilder<string, Candidate>(StringComparer.Ordinal);
        for (var component = 0; component < universe.Components.Length; component++)
        {
            if (solution.IsDecided(component))
            {
                var candidate = universe.At(component)[solution.Left(component)!.Newest - 1];
                chosen.Add(candidate.Component, candidate);
            }
        }

        return chosen.ToImmutable();
    }
}
