using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>
/// What in a proof is in the way of what was asked: once that is lifted, the proof no longer holds. Then something else may still be
/// in the way, and a user who removes the first reason should not have to come back for the second.
/// </summary>
internal static class Blockers
{
    /// <summary>What is nearest to a person's decision first: what the environment and the evidence forbid, then what is missing, then what versions say, then the wishes.</summary>
    public static Incompatibility[] Of(SolverQuestion question, Incompatibility proof)
    {
        var all = proof.Facts();
        Fact[] facts = [.. all.Select(fact => fact.Fact!)];
        var says = facts.OfType<Fact.Says>().ToArray();
        var speakers = says.Select(one => one.Component).ToHashSet();
        Fact[][] kinds =
        [
            [.. facts.Where(fact => fact is not (Fact.Says or Fact.Wished))],
            [.. says.Where(one => IsMissing(question, one))],
            [.. says.Where(one => one.Kind != RelationKind.Requires)],
            [.. says.Where(one => !speakers.Contains(question.Universe.IndexOf(one.Other)))],
            says,
            facts,
        ];
        var blocking = kinds.First(kind => kind.Length > 0);
        return [.. all.Where(fact => blocking.Contains(fact.Fact))];
    }

    private static bool IsMissing(SolverQuestion question, Fact.Says says) =>
        says.Kind == RelationKind.Requires
        && !question.Universe.Of(says.Other).Any(candidate => says.Range.Contains(candidate.Version));
}
