using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Explains a refusal: short proofs as prose, and remedies that were tried.</summary>
internal static class Explainer
{
    private const int MostReasons = 12;
    private const int MostSets = 5;

    /// <summary>Explains it in as many steps as the question's limit, at most.</summary>
    public static Explanation Explain(SolverQuestion question, Incompatibility failure) =>
        Explain(question, failure, new StepBudget(question.Limit));

    /// <summary>Explains it. A half of the steps is for proofs; remedies have what these leave.</summary>
    public static Explanation Explain(SolverQuestion question, Incompatibility failure, StepBudget budget)
    {
        var half = new StepBudget(budget.Left / 2);
        budget.Spend(half.Left);
        var (proofs, isAll) = Proofs(question, failure, half);
        budget.Spend(-half.Left);
        return new Explanation(
            [.. proofs.Select(proof => ExplanationWriter.Write(question, proof))],
            Remedies.Of(question, proofs, budget)
        )
        {
            Proofs = [.. proofs],
            MayHaveMore = !isAll,
        };
    }

    /// <summary>Why no known-good set will do, though there is another one that would.</summary>
    public static Explanation NoneIsKnownGood(SolverQuestion question)
    {
        var objections = KnownGoodSets
            .Ordered(question)
            .Select(set => $"- {set.Name}: {KnownGoodSets.Objection(question, set)}.")
            .ToArray();
        var more = objections.Length > MostSets ? $"\n- and {objections.Length - MostSets} older ones." : "";
        var reason =
            objections.Length == 0
                ? "You asked for known-good sets only, and no set is known good yet."
                : $"You asked for known-good sets only, and none of them fulfils everything:\n{string.Join('\n', objections.Take(MostSets))}{more}";
        return new Explanation([reason], Remedies.WithoutKnownGood(question, new StepBudget(question.Limit)));
    }

    /// <summary>
    /// A proof, and one for each further thing that is in the way once what the proofs before it need is lifted; and whether
    /// these are all. <see cref="Blockers"/> says what is lifted.
    /// </summary>
    private static (List<Incompatibility> Proofs, bool IsAll) Proofs(
        SolverQuestion question,
        Incompatibility failure,
        StepBudget budget
    )
    {
        var (proofs, lifted) = (new List<Incompatibility>(), new List<Incompatibility>());
        Incompatibility? next = failure;
        while (next is not null && proofs.Count < MostReasons)
        {
            var proof = new Core(question, new DecisionOrder(question), budget).Of(next);
            proofs.Add(proof);
            lifted.AddRange(Blockers.Of(question, proof));
            question = question with
            {
                Wishes = question.Wishes.RemoveRange(
                    lifted.Select(one => one.Fact).OfType<Fact.Wished>().Select(fact => fact.Wish)
                ),
            };
            var facts = new RemainingFacts(question.Universe, new UniverseFacts(question), lifted);
            next = budget.Run(facts, new DecisionOrder(question))?.Failure;
        }

        return (proofs, next is null && !budget.IsSpent);
    }
}
