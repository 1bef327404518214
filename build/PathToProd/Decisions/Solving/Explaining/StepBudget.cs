using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>The steps that may still be taken to explain an answer: all that is tried for one question shares them.</summary>
/// <param name="limit">How many; none means that nothing is tried.</param>
internal sealed class StepBudget(long limit)
{
    /// <summary>How many are left; below zero when the last search took a few more.</summary>
    public long Left { get; private set; } = limit;

    /// <summary>Whether nothing more may be tried.</summary>
    public bool IsSpent => Left <= 0;

    /// <summary>Takes steps away.</summary>
    public void Spend(long steps) => Left -= steps;

    /// <summary>
    /// A search that may take what is left; null when that is nothing. To set it up takes a step for each component.
    /// </summary>
    public Search? Run(IFacts facts, DecisionOrder order)
    {
        if (IsSpent)
        {
            return null;
        }

        var search = new Search(facts, order, Left);
        search.Run();
        Spend(search.Steps + facts.Components);
        return search;
    }
}
