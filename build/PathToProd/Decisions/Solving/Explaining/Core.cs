using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>
/// Makes a proof short. What the search learned on its way is true, but much of it has nothing to do with the refusal. So
/// facts are left out while what is left still has no answer, and facts that say alike are said at once.
/// </summary>
internal sealed class Core(SolverQuestion question, DecisionOrder order, StepBudget budget)
{
    private readonly Universe _universe = question.Universe;

    /// <summary>A proof from more facts is only summarized, so it need not be the shortest.</summary>
    private const int MostFacts = 200;

    /// <summary>How many parts a longer one is split into; it is tried without each of them.</summary>
    private const int Parts = 32;

    /// <summary>
    /// A proof from as few facts as could be found: without any one of them there would be an answer. When the budget is
    /// spent before, or there are very many, it has more of them than it needs, and is still true.
    /// </summary>
    public Incompatibility Of(Incompatibility failure)
    {
        var (proof, facts) = Shrink(failure, failure.Facts());
        if (facts.Count > MostFacts)
        {
            return proof;
        }

        foreach (var merged in FactMerging.Of(_universe, facts))
        {
            if (Try([.. facts.Except(merged.Parts), merged.Whole]) is { } simpler)
            {
                (proof, facts) = (simpler, [.. facts.Except(merged.Parts), merged.Whole]);
            }
        }

        // What was merged may have made others superfluous.
        return Shrink(proof, facts).Proof;
    }

    /// <summary>
    /// Leaves out facts, many at once first. Each try is a search in all facts that are left, and of a row of requirements none
    /// can be left out: for each fact a try would take time and memory that grow with the square of their number.
    /// </summary>
    private (Incompatibility Proof, List<Incompatibility> Facts) Shrink(
        Incompatibility proof,
        List<Incompatibility> facts
    )
    {
        facts = FarthestFirst(facts);
        for (var before = double.MaxValue; facts.Count > MostFacts && facts.Count < before * 3 / 4; )
        {
            before = facts.Count;
            (proof, facts) = Without(proof, facts, facts.Count / Parts);
        }

        if (facts.Count > MostFacts)
        {
            return (proof, facts);
        }

        for (var size = Math.Max(1, facts.Count / 2); size >= 1; size /= 2)
        {
            (proof, facts) = Without(proof, facts, size);
        }

        return (Try(Enumerable.Reverse(facts)) ?? proof, facts);
    }

    /// <summary>Leaves out, so many at once, what the proof does not need.</summary>
    private (Incompatibility Proof, List<Incompatibility> Facts) Without(
        Incompatibility proof,
        List<Incompatibility> facts,
        int size
    )
    {
        for (var at = 0; at < facts.Count; )
        {
            var rest = facts.Take(at).Concat(facts.Skip(at + size)).ToList();
            if (Try(rest) is { } shorter)
            {
                var used = shorter.Facts().ToHashSet();
                var kept = facts.Take(at).Count(used.Contains);
                (proof, facts, at) = (shorter, [.. rest.Where(used.Contains)], kept);
            }
            else
            {
                at += size;
            }
        }

        return (proof, facts);
    }

    /// <summary>The proof from these facts; null when they have an answer, or there is no time left.</summary>
    private Incompatibility? Try(IEnumerable<Incompatibility> facts)
    {
        if (budget.IsSpent)
        {
            return null;
        }

        var list = new FactList(_universe, facts);
        return budget.Run(list, order.Only(list.Numbers))?.Failure is { } failure ? list.InUniverse(failure) : null;
    }

    /// <summary>The facts by how many requirements lie between them and a wish, so that what stays is near to what was asked.</summary>
    private List<Incompatibility> FarthestFirst(List<Incompatibility> facts)
    {
        var distances = new Dictionary<int, int>();
        var open = new Queue<int>();
        void Reach(int component, int distance)
        {
            if (component >= 0 && distances.TryAdd(component, distance))
            {
                open.Enqueue(component);
            }
        }

        foreach (var wish in facts.Select(fact => fact.Fact).OfType<Fact.Wished>())
        {
            Reach(_universe.IndexOf(wish.Wish.Component), 0);
        }

        var says = facts.Select(fact => fact.Fact).OfType<Fact.Says>().ToLookup(said => said.Component);
        while (open.TryDequeue(out var component))
        {
            foreach (var said in says[component])
            {
                Reach(_universe.IndexOf(said.Other), distances[component] + 1);
            }
        }

        int Distance(Incompatibility fact) =>
            fact.Terms.Length == 0 ? 0
            : fact.Fact is Fact.Says said ? distances.GetValueOrDefault(said.Component)
            : fact.Terms.Max(term => distances.GetValueOrDefault(term.Component));
        return [.. facts.OrderByDescending(Distance)];
    }
}
