using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>
/// Looks for an answer with fewer changes than the one that was found component by component. A change is a component
/// that is not upgraded and gets another version, or comes in. Of several answers with as few, the order of decisions
/// prefers one. What happened to the upgraded components stays. <c>docs/solver.md</c> explains it.
/// </summary>
/// <remarks>
/// That nothing changes is supposed of each component. A proof that this cannot be names the suppositions that it needs:
/// a conflict, one of which has to be given up. See <see cref="HittingSets"/>.
/// </remarks>
internal sealed class FewestChanges
{
    private readonly DecisionOrder _order;
    private readonly UniverseFacts _facts;
    private readonly Suppositions _suppositions;
    private readonly HittingSets _sets;
    private readonly List<(int[] Free, PartialSolution Solution)> _found = [];
    private readonly List<Incompatibility> _uncalled = [];
    private long _budget;

    private FewestChanges(SolverQuestion question, PartialSolution first, long budget)
    {
        (_order, _facts, _budget) = (new DecisionOrder(question), new UniverseFacts(question), budget);
        _suppositions = new Suppositions(question, _order, first);
        _sets = new HittingSets(_facts.Components, Attempt, Spend);
    }

    /// <summary>The answer with fewer changes; null when the one that was found has the fewest, or <see cref="IsSpent"/>.</summary>
    public PartialSolution? Solution { get; private set; }

    /// <summary>How many steps are left.</summary>
    public long Left => _budget;

    /// <summary>Whether the question's limit was reached before the end.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>The fact that a component does not change, where <see cref="Solution"/> needed it; null for one that may.</summary>
    public Func<int, Incompatibility?> Kept { get; private set; } = _ => null;

    /// <summary>Looks for fewer changes than a search found. There is nothing to look for unless only some components are upgraded.</summary>
    public static FewestChanges? Of(SolverQuestion question, Search search)
    {
        if (!question.CountsChanges)
        {
            return null;
        }

        var fewest = new FewestChanges(question, search.Solution, question.Limit - search.Steps);
        fewest.Run();
        return fewest;
    }

    private void Run()
    {
        // An answer without any change would have been found component by component: all would have kept their version.
        var most = _suppositions.Changes.Count - 1;
        if (most < 1)
        {
            return;
        }

        _sets.GiveUp(_suppositions.Impossible);
        most -= _suppositions.Impossible.Length;
        var least = _sets.Least(ref most);
        _found.Clear();
        for (var count = least; count <= most && _found.Count == 0 && !IsSpent; count++)
        {
            _sets.Try(count);
        }

        if (_found.Count > 0 && !IsSpent)
        {
            Keep(_found.Aggregate((one, other) => IsPreferred(one.Solution, other.Solution) ? one : other));
        }
    }

    /// <summary>Finds the preferred answer with what is given up now, or a conflict.</summary>
    private int[]? Attempt()
    {
        var search = Run(component => _sets.IsFree(component) ? null : _suppositions.Of(component));
        if (search?.Failure is { } failure)
        {
            return _suppositions.In(failure.Facts());
        }

        if (search is not null)
        {
            _found.Add((_sets.Free, search.Solution));
        }

        return null;
    }

    /// <summary>A search that ended, in which an answer has all upgraded components that it should; null when there is no time left.</summary>
    private Search? Run(Func<int, Incompatibility?> limit)
    {
        while (true)
        {
            var search = new Search(new LimitedFacts(_facts, limit, _uncalled), _order, Math.Max(0, _budget));
            var outcome = search.Run();
            _budget -= search.Steps + _facts.Components;
            if (outcome == SearchOutcome.GaveUp)
            {
                IsSpent = true;
                return null;
            }

            if (outcome == SearchOutcome.Refused || _suppositions.Uncalled(search.Solution) is not { } missing)
            {
                return search;
            }

            _uncalled.Add(missing);
        }
    }

    private bool Spend(int steps)
    {
        _budget -= steps;
        IsSpent |= _budget <= 0;
        return !IsSpent;
    }

    /// <summary>Both decide the same until, at one component, they differ.</summary>
    private bool IsPreferred(PartialSolution one, PartialSolution other)
    {
        var (mine, its) = one.Decisions.Zip(other.Decisions).First(pair => !pair.First.Left.Equals(pair.Second.Left));
        return mine.Left.Contains(_order.Preferred(mine.Component, mine.Left.Union(its.Left)));
    }

    /// <summary>Finds the answer once more, with facts instead of suppositions.</summary>
    private void Keep((int[] Free, PartialSolution Solution) best)
    {
        var kept = new Incompatibility?[_facts.Components];
        Incompatibility? Limit(int component) =>
            best.Free.Contains(component) ? null
            : _suppositions.IsUpgraded(component) ? _suppositions.Of(component)
            : kept[component] ??= _suppositions.Kept(
                component,
                best.Solution,
                _found.TrueForAll(one => !one.Free.Contains(component))
            );

        Solution = Run(Limit)?.Solution;
        Kept = component => kept[component];
    }
}
