using PathToProd.Solving.Searching;

namespace PathToProd.Solving.Explaining;

/// <summary>Explains a refusal: short proofs as prose, and remedies that were tried.</summary>
internal static class Explainer
{
    private const int MostReasons = 4;
    private const int MostSets = 5;

    /// <summary>Explains it in as many steps as the question's limit, at most.</summary>
    public static Explanation Explain(SolverQuestion question, Incompatibility failure) =>
        Explain(question, failure, new StepBudget(question.Limit));

    /// <summary>Explains it. A half of the steps is for proofs; remedies have what these leave.</summary>
    public static Explanation Explain(SolverQuestion question, Incompatibility failure, StepBudget budget)
    {
        var half = new StepBudget(budget.Left / 2);
        budget.Spend(half.Left);
        var proofs = Proofs(question, failure, half);
        budget.Spend(-half.Left);
        return new Explanation(
            [.. proofs.Select(proof => ExplanationWriter.Write(question, proof))],
            Remedies.Of(question, proofs, budget)
        )
        {
            Proofs = [.. proofs],
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
    /// A proof, and for wishes that it does not need further ones: whoever mends the first reason shall not have to come
    /// back for the second.
    /// </summary>
    private static List<Incompatibility> Proofs(SolverQuestion question, Incompatibility failure, StepBudget budget)
    {
        var proofs = new List<Incompatibility>();
        for (Incompatibility? next = failure; next is not null && proofs.Count < MostReasons; )
        {
            var order = new DecisionOrder(question);
            var proof = new Core(question, order, budget).Of(next);
            proofs.Add(proof);
            var wishes = proof.Facts().Select(fact => fact.Fact).OfType<Fact.Wished>().Select(fact => fact.Wish);
            question = question with { Wishes = question.Wishes.RemoveRange(wishes) };
            next = budget.IsSpent
                ? null
                : budget.Run(new UniverseFacts(question), new DecisionOrder(question))?.Failure;
        }

        return proofs;
    }
}
