using System.Collections.Immutable;
using PathToProd.Solving.Explaining;
using PathToProd.Solving.Searching;

namespace PathToProd.Solving;

/// <summary>
/// Finds the versions that run together. It prefers a known-good set; otherwise it takes, component by component, the most
/// preferred version with which there is a whole answer. Where only some components are upgraded, as few of the others as
/// possible change: see <c>docs/solver.md</c>.
/// </summary>
public static class Solver
{
    /// <summary>Answers a question. The same question always gets the same answer.</summary>
    public static SolverAnswer Solve(SolverQuestion question)
    {
        if (KnownGoodSets.Find(question) is { } good)
        {
            return new SolverAnswer.Solved(Choices.Of(question, good), good);
        }

        var search = new Search(new UniverseFacts(question), new DecisionOrder(question), question.Limit);
        return search.Run() switch
        {
            SearchOutcome.GaveUp => new SolverAnswer.GaveUp(GivingUp.Reason(question, search), search.Steps),
            SearchOutcome.Refused => new SolverAnswer.Refused(Explainer.Explain(question, search.Failure!)),
            _ when question.OnlyKnownGood => new SolverAnswer.Refused(Explainer.NoneIsKnownGood(question)),
            _ => Solved(question, search),
        };
    }

    private static SolverAnswer.Solved Solved(SolverQuestion question, Search search)
    {
        var fewest = FewestChanges.Of(question, search);
        var choices = fewest is { Solution: { } better }
            ? Choices.Of(question, search.Solution, fewest, better)
            : Choices.Of(question, search.Solution);
        return new SolverAnswer.Solved(choices, null) { IsFewestUnknown = fewest is { IsSpent: true } };
    }

    /// <summary>The versions of the answer, when there is one, without any prose.</summary>
    internal static ImmutableSortedDictionary<string, Candidate>? Find(SolverQuestion question, StepBudget budget)
    {
        if (KnownGoodSets.Find(question) is { } good)
        {
            return good.Versions.ToImmutableSortedDictionary(
                member => member.Key,
                member => question.Universe.Find(member.Key, member.Value)!,
                StringComparer.Ordinal
            );
        }

        var search = new Search(new UniverseFacts(question), new DecisionOrder(question), Math.Max(0, budget.Left));
        var outcome = search.Run();
        budget.Spend(search.Steps + question.Universe.Components.Length);
        return outcome == SearchOutcome.Found && !question.OnlyKnownGood
            ? Choices.Candidates(question.Universe, search.Solution)
            : null;
    }
}
