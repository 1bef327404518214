using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Explaining;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving;

/// <summary>
/// Finds the newest versions that run together: component by component, the most preferred version with which there is a
/// whole answer. Where only some components are upgraded, as few of the others as possible change. A known-good set is taken
/// where nothing is newer: see <c>docs/solver.md</c>.
/// </summary>
public static class Solver
{
    /// <summary>Answers a question. The same question always gets the same answer.</summary>
    public static SolverAnswer Solve(SolverQuestion question)
    {
        if (question.OnlyKnownGood && KnownGoodSets.Find(question) is { } only)
        {
            return new SolverAnswer.Solved(Choices.Of(question, only), only);
        }

        var search = new Search(new UniverseFacts(question), new DecisionOrder(question), question.Limit);
        return search.Run() switch
        {
            SearchOutcome.GaveUp => GaveUp(question, search),
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
        var versions = choices.ToImmutableSortedDictionary(
            choice => choice.Key,
            choice => choice.Value.Version,
            StringComparer.Ordinal
        );
        var good = new EquallyNew(
            question,
            versions,
            new StepBudget(fewest?.Left ?? question.Limit - search.Steps)
        ).Find();
        return new SolverAnswer.Solved(
            good is null || good.Versions.SequenceEqual(versions)
                ? choices
                : Choices.Of(question, good, "which is known good, and no set is newer"),
            good
        )
        {
            IsFewestUnknown = fewest is { IsSpent: true },
        };
    }

    /// <summary>A known-good set is an answer anyway.</summary>
    private static SolverAnswer GaveUp(SolverQuestion question, Search search) =>
        KnownGoodSets.Find(question) is { } good
            ? new SolverAnswer.Solved(Choices.Of(question, good), good) { IsNewestUnknown = true }
            : new SolverAnswer.GaveUp(GivingUp.Reason(question, search), search.Steps);
}
