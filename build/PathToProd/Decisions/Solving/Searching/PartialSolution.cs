using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>
/// What was decided, and what was derived from it, in order: assignments, each of which narrows what is still possible of
/// one component. Taking back decisions takes back what was derived after them.
/// </summary>
internal sealed class PartialSolution
{
    private readonly List<Assignment> _assignments = [];
    private readonly int[] _last;
    private readonly bool[] _isDecided;

    /// <summary>How often each component is called for: wished, or required by what was decided.</summary>
    private readonly int[] _calls;

    /// <summary>The components that are called for and not decided, by their place in the order of decisions.</summary>
    private readonly SortedSet<int> _pending = [];

    private readonly DecisionOrder _order;

    public PartialSolution(int components, IEnumerable<int> wished, DecisionOrder order)
    {
        _order = order;
        _last = new int[components];
        Array.Fill(_last, -1);
        _isDecided = new bool[components];
        _calls = new int[components];
        foreach (var component in wished)
        {
            Call(component);
        }
    }

    /// <summary>How many decisions there are.</summary>
    public int Level { get; private set; }

    /// <summary>How often something was added. The number of assignments may be the same again after some were taken back.</summary>
    public long Changes { get; private set; }

    /// <summary>The component to decide next; null when all that are called for are decided.</summary>
    public int? Next => _pending.Count == 0 ? null : _order.At(_pending.Min);

    public Relation Of(Term term) =>
        _last[term.Component] is >= 0 and var at ? _assignments[at].Left.To(term.Versions) : Relation.Open;

    /// <summary>What was decided, in order.</summary>
    public IEnumerable<Assignment> Decisions => _assignments.Where(assignment => assignment.IsDecision);

    /// <summary>What is still possible of a component; null when nothing was said about it.</summary>
    public VersionBits? Left(int component) => _last[component] is >= 0 and var at ? _assignments[at].Left : null;

    public bool IsDecided(int component) => _isDecided[component];

    /// <summary>Decides that a version is there.</summary>
    /// <param name="component">The component.</param>
    /// <param name="bit">The version.</param>
    /// <param name="targets">What it requires.</param>
    public void Decide(int component, int bit, int[] targets)
    {
        Level++;
        _isDecided[component] = true;
        _pending.Remove(_order.Of(component));
        Add(component, VersionBits.One(Left(component)!.Size, bit), null, targets);
        foreach (var target in targets)
        {
            Call(target);
        }
    }

    /// <summary>Derives that a term is false, as all others of the incompatibility are true.</summary>
    public void Derive(Term term, Incompatibility cause)
    {
        var rest = term.Versions.Complement();
        Add(term.Component, Left(term.Component)?.Intersect(rest) ?? rest, cause, []);
    }

    /// <summary>Takes back everything after so many decisions.</summary>
    public void BackTo(int level)
    {
        while (_assignments.Count > 0 && _assignments[^1].Level > level)
        {
            var undone = _assignments[^1];
            _assignments.RemoveAt(_assignments.Count - 1);
            _last[undone.Component] = undone.Before;
            if (undone.IsDecision)
            {
                TakeBack(undone);
            }
        }

        Level = level;
    }

    /// <summary>The assignment from which on a term is true. It must be true.</summary>
    public int SatisfierOf(Term term) => FirstWithin(_last[term.Component], term.Versions);

    /// <summary>
    /// When an assignment makes a term true only together with earlier ones about the same component: the first of those
    /// with which it does. Null when it does so alone.
    /// </summary>
    public int? HelperOf(int satisfier, Term term)
    {
        var assignment = _assignments[satisfier];
        if (assignment.Cause is not { } cause)
        {
            return null;
        }

        // What it leaves, and the term does not take, was taken away before.
        var own = cause.About(assignment.Component)!.Value.Versions.Complement();
        return own.IsWithin(term.Versions)
            ? null
            : FirstWithin(assignment.Before, term.Versions.Union(own.Complement()));
    }

    /// <summary>What an incompatibility whose terms are all true says about decisions alone, beside what it says about a component.</summary>
    public Incompatibility FromDecisions(Incompatibility incompatibility, int component)
    {
        while (true)
        {
            var satisfiers = incompatibility
                .Terms.Where(term => term.Component != component)
                .Select(term => _assignments[SatisfierOf(term)]);
            if (satisfiers.FirstOrDefault(satisfier => !satisfier.IsDecision) is not { } derived)
            {
                return incompatibility;
            }

            incompatibility = Incompatibility.Resolve(incompatibility, derived.Cause!, derived.Component);
        }
    }

    public Assignment At(int place) => _assignments[place];

    /// <summary>The assignments about a component, in order.</summary>
    public IEnumerable<Assignment> About(int component)
    {
        var all = new Stack<Assignment>();
        for (var at = _last[component]; at >= 0; at = _assignments[at].Before)
        {
            all.Push(_assignments[at]);
        }

        return all;
    }

    private int FirstWithin(int from, VersionBits versions)
    {
        var first = from;
        for (var at = from; at >= 0 && _assignments[at].Left.IsWithin(versions); at = _assignments[at].Before)
        {
            first = at;
        }

        return first;
    }

    private void Add(int component, VersionBits left, Incompatibility? cause, int[] targets)
    {
        _assignments.Add(new Assignment(component, left, Level, cause, _last[component]) { Targets = targets });
        _last[component] = _assignments.Count - 1;
        Changes++;
    }

    private void Call(int component)
    {
        if (_calls[component]++ == 0 && !_isDecided[component])
        {
            _pending.Add(_order.Of(component));
        }
    }

    private void TakeBack(Assignment decision)
    {
        _isDecided[decision.Component] = false;
        foreach (var target in decision.Targets)
        {
            if (--_calls[target] == 0)
            {
                _pending.Remove(_order.Of(target));
            }
        }

        if (_calls[decision.Component] > 0)
        {
            _pending.Add(_order.Of(decision.Component));
        }
    }
}
