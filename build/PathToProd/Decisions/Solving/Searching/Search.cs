using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>
/// PubGrub, as Natalie Weizenbaum published it with Dart's package manager
/// (https://github.com/dart-lang/pub/blob/master/doc/solver.md): decide, propagate, learn from conflicts, jump back.
/// <c>docs/solver.md</c> explains it in the words that are used here.
/// </summary>
internal sealed class Search
{
    private readonly IFacts _facts;
    private readonly DecisionOrder _order;
    private readonly long _limit;
    private readonly List<Incompatibility>?[] _about;
    private readonly HashSet<Incompatibility> _known = [];
    private readonly Queue<int> _changed = new();
    private readonly bool[] _isChanged;

    public Search(IFacts facts, DecisionOrder order, long limit)
    {
        (_facts, _order, _limit) = (facts, order, limit);
        _about = new List<Incompatibility>?[facts.Components];
        _isChanged = new bool[facts.Components];
        Conflicts = new int[facts.Components];
        Solution = new PartialSolution(facts.Components, facts.Wished, order);
    }

    /// <summary>What was decided and derived.</summary>
    public PartialSolution Solution { get; }

    /// <summary>How many incompatibilities were looked at.</summary>
    public long Steps { get; private set; }

    /// <summary>How often each component was where a conflict was found.</summary>
    public int[] Conflicts { get; }

    /// <summary>The incompatibility without terms, when there is no answer.</summary>
    public Incompatibility? Failure { get; private set; }

    /// <summary>How it ended. Before <see cref="Run"/>, it gave up.</summary>
    public SearchOutcome Outcome { get; private set; } = SearchOutcome.GaveUp;

    public SearchOutcome Run() => Outcome = Find();

    private SearchOutcome Find()
    {
        foreach (var incompatibility in _facts.AtStart())
        {
            Add(incompatibility);
        }

        while (Propagate())
        {
            if (Solution.Next is not { } component)
            {
                return SearchOutcome.Found;
            }

            var bit = _order.Preferred(component, Solution.Left(component)!);
            var version = _facts.OfVersion(component, bit);
            if (MayDecide(component, version.Incompatibilities))
            {
                Solution.Decide(component, bit, version.Targets);
                Touch(component);
            }
        }

        return Failure is null ? SearchOutcome.GaveUp : SearchOutcome.Refused;
    }

    /// <summary>
    /// Whether a version can be decided without breaking at once what it says. If it would, that is propagated instead, as
    /// taking back an unnecessary decision is expensive.
    /// </summary>
    private bool MayDecide(int component, Incompatibility[] incompatibilities)
    {
        foreach (var incompatibility in incompatibilities)
        {
            Add(incompatibility);
        }

        var before = Solution.Changes;
        Touch(component);
        return Propagate() && Solution.Changes == before;
    }

    private void Add(Incompatibility incompatibility)
    {
        if (!_known.Add(incompatibility) || incompatibility.IsVoid)
        {
            return;
        }

        if (incompatibility.Terms.Length == 0)
        {
            Failure ??= incompatibility;
        }

        foreach (var term in incompatibility.Terms)
        {
            Listed(term.Component).Add(incompatibility);
            Touch(term.Component);
        }
    }

    private List<Incompatibility> Listed(int component)
    {
        if (_about[component] is { } listed)
        {
            return listed;
        }

        listed = _about[component] = [];
        foreach (var incompatibility in _facts.OfComponent(component))
        {
            Add(incompatibility);
        }

        return listed;
    }

    private void Touch(int component)
    {
        if (!_isChanged[component])
        {
            _isChanged[component] = true;
            _changed.Enqueue(component);
        }
    }

    /// <summary>Derives all that follows. False when there is no answer, or no more steps may be taken.</summary>
    private bool Propagate()
    {
        while (Failure is null && _changed.TryDequeue(out var component))
        {
            _isChanged[component] = false;
            var listed = _about[component] ?? [];

            // The newest ones are looked at first: what was learned last says the most.
            for (var at = listed.Count - 1; at >= 0; at--)
            {
                if (++Steps > _limit)
                {
                    return false;
                }

                if (!Propagate(listed[at]))
                {
                    break;
                }
            }
        }

        return Failure is null && Steps <= _limit;
    }

    /// <summary>Derives what follows from one incompatibility. False after a conflict.</summary>
    private bool Propagate(Incompatibility incompatibility)
    {
        Term? open = null;
        foreach (var term in incompatibility.Terms)
        {
            switch (Solution.Of(term))
            {
                case Relation.Contradicted:
                case Relation.Open when open is not null:
                    return true;
                case Relation.Open:
                    open = term;
                    break;
            }
        }

        if (open is { } last)
        {
            Solution.Derive(last, incompatibility);
            Touch(last.Component);
            return true;
        }

        Learn(incompatibility);
        return false;
    }

    /// <summary>Finds the reason of a conflict, takes back what led to it, and derives what follows from the reason.</summary>
    private void Learn(Incompatibility conflict)
    {
        foreach (var term in conflict.Terms)
        {
            Conflicts[term.Component]++;
        }

        var learned = conflict;
        while (learned.Terms.Length > 0)
        {
            Steps += learned.Terms.Length;
            var satisfier = Satisfier.Of(Solution, learned);
            var assignment = Solution.At(satisfier.Place);
            if (assignment.Cause is { } cause && satisfier.LevelBefore == assignment.Level)
            {
                learned = Incompatibility.Resolve(learned, cause, assignment.Component);
                continue;
            }

            Solution.BackTo(satisfier.LevelBefore);
            Forget();
            Add(learned);
            Solution.Derive(satisfier.Term, learned);
            Touch(assignment.Component);
            return;
        }

        Failure = learned;
    }

    private void Forget()
    {
        while (_changed.TryDequeue(out var component))
        {
            _isChanged[component] = false;
        }
    }
}

/// <summary>How a search ended.</summary>
internal enum SearchOutcome
{
    /// <summary>With an answer.</summary>
    Found,

    /// <summary>With a proof that there is none.</summary>
    Refused,

    /// <summary>Without either.</summary>
    GaveUp,
}
