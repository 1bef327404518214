namespace PathToProd.Solving.Searching;

/// <summary>
/// Looks for an answer with fewer changes than the one that was found component by component. A change is a component
/// that is not upgraded and gets another version, or comes in. Of several answers with as few, the order of decisions
/// prefers one. What became of the upgraded components stays. <c>docs/solver.md</c> explains it.
/// </summary>
/// <remarks>
/// That nothing changes is supposed of each component. A proof that this cannot be names the suppositions that it needs:
/// a conflict, one of which has to be given up. Smallest sets that hit every conflict, as Raymond Reiter published them:
/// "A theory of diagnosis from first principles", Artificial Intelligence 32 (1987), pages 57 to 95.
/// </remarks>
internal sealed class FewestChanges
{
    private readonly DecisionOrder order;
    private readonly UniverseFacts facts;
    private readonly Suppositions suppositions;

    /// <summary>What is given up, by component.</summary>
    private readonly bool[] isFree;

    /// <summary>What is not to be given up, as all that follows from giving it up was looked at.</summary>
    private readonly bool[] isSettled;

    private readonly List<int[]> conflicts = [];
    private readonly List<(int[] Free, PartialSolution Solution)> found = [];
    private readonly List<Incompatibility> uncalled = [];
    private long budget;

    private FewestChanges(SolverQuestion question, PartialSolution first, long budget)
    {
        (order, facts, this.budget) = (new DecisionOrder(question), new UniverseFacts(question), budget);
        suppositions = new Suppositions(question, order, first);
        isFree = new bool[facts.Components];
        isSettled = new bool[facts.Components];
    }

    /// <summary>The answer with fewer changes; null when the one that was found has the fewest, or <see cref="IsSpent"/>.</summary>
    public PartialSolution? Solution { get; private set; }

    /// <summary>Whether the question's limit was reached before the end.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>The fact that a component does not change, where <see cref="Solution"/> needed it; null for one that may.</summary>
    public Func<int, Incompatibility?> Kept { get; private set; } = _ => null;

    /// <summary>Looks for fewer changes than in the answer of a search. There is nothing to look for unless only some components are upgraded.</summary>
    public static FewestChanges Of(SolverQuestion question, Search search)
    {
        var fewest = new FewestChanges(question, search.Solution, question.Limit - search.Steps);
        if (question.Upgrades is not null && !question.Current.IsEmpty)
        {
            fewest.Run();
        }

        return fewest;
    }

    private void Run()
    {
        // An answer without any change would have been found component by component: all would have kept their version.
        var most = suppositions.Changes.Count - 1;
        if (most < 1)
        {
            return;
        }

        foreach (var component in suppositions.Impossible)
        {
            isFree[component] = true;
            most--;
        }

        for (var count = LeastToFree(ref most); count <= most && found.Count == 0 && !IsSpent; count++)
        {
            Free(count);
        }

        if (found.Count > 0 && !IsSpent)
        {
            Keep(found.Aggregate((one, other) => IsPreferred(one.Solution, other.Solution) ? one : other));
        }
    }

    /// <summary>
    /// Conflicts without a common component need a change each. Those of one component are given up for good, and not counted
    /// any more.
    /// </summary>
    private int LeastToFree(ref int most)
    {
        while (conflicts.Count <= most && Attempt() is { Conflict: { } conflict })
        {
            Array.ForEach(conflict, component => isFree[component] = true);
            if (conflict.Length == 1)
            {
                most--;
            }
            else
            {
                conflicts.Add(conflict);
            }
        }

        conflicts.ForEach(conflict => Array.ForEach(conflict, component => isFree[component] = false));
        return conflicts.Count;
    }

    /// <summary>Looks at all ways to give up so many further suppositions.</summary>
    private void Free(int count)
    {
        budget -= conflicts.Count + 1;
        IsSpent |= budget <= 0;
        if (IsSpent || Open() is not { } conflict || count == 0)
        {
            return;
        }

        var settled = Array.FindAll(conflict, component => !isSettled[component]);
        foreach (var component in settled)
        {
            isFree[component] = true;
            Free(count - 1);
            (isFree[component], isSettled[component]) = (false, true);
        }

        Array.ForEach(settled, component => isSettled[component] = false);
    }

    /// <summary>A conflict in which nothing is given up, the one with the fewest ways on; null when there is none, or no time.</summary>
    private int[]? Open()
    {
        var open = conflicts
            .Where(conflict => !Array.Exists(conflict, component => isFree[component]))
            .MinBy(conflict => conflict.Count(component => !isSettled[component]));
        if (open is not null)
        {
            return open;
        }

        var (solution, conflict) = Attempt();
        if (solution is not null)
        {
            found.Add(([.. Enumerable.Range(0, isFree.Length).Where(component => isFree[component])], solution));
        }
        else if (conflict is not null)
        {
            conflicts.Add(conflict);
        }

        return conflict;
    }

    /// <summary>The preferred answer with what is given up now, or a conflict; neither when there is no time left.</summary>
    private (PartialSolution? Solution, int[]? Conflict) Attempt()
    {
        var search = Run(component => isFree[component] ? null : suppositions.Of(component));
        return search?.Failure is { } failure ? (null, suppositions.In(failure.Facts())) : (search?.Solution, null);
    }

    private Search? Run(Func<int, Incompatibility?> limit)
    {
        while (true)
        {
            var search = new Search(new LimitedFacts(facts, limit, uncalled), order, Math.Max(0, budget));
            var outcome = search.Run();
            budget -= search.Steps + facts.Components;
            if (outcome == SearchOutcome.GaveUp)
            {
                IsSpent = true;
                return null;
            }

            if (outcome == SearchOutcome.Refused || suppositions.Uncalled(search.Solution) is not { } missing)
            {
                return search;
            }

            uncalled.Add(missing);
        }
    }

    /// <summary>Both decide the same until, at one component, they differ.</summary>
    private bool IsPreferred(PartialSolution one, PartialSolution other)
    {
        var (mine, its) = one.Decisions.Zip(other.Decisions).First(pair => !pair.First.Left.Equals(pair.Second.Left));
        return mine.Left.Contains(order.Preferred(mine.Component, mine.Left.Union(its.Left)));
    }

    /// <summary>Finds the answer once more, with facts instead of suppositions.</summary>
    private void Keep((int[] Free, PartialSolution Solution) best)
    {
        var kept = new Incompatibility?[isFree.Length];
        Incompatibility? Limit(int component) =>
            best.Free.Contains(component) ? null
            : suppositions.IsUpgraded(component) ? suppositions.Of(component)
            : kept[component] ??= suppositions.Kept(
                component,
                best.Solution,
                found.TrueForAll(one => !one.Free.Contains(component))
            );

        Solution = Run(Limit)?.Solution;
        Kept = component => kept[component];
    }
}
