using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Text;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Says why a version was chosen: what kept out every version that was to be tried before it.</summary>
internal sealed class ChoiceProse
{
    private const int MostObstacles = 2;

    private readonly SolverQuestion _question;
    private readonly Universe _universe;
    private readonly PartialSolution _solution;
    private readonly Func<int, Incompatibility?> _kept;
    private readonly DecisionOrder _order;
    private readonly FactProse _facts;
    private readonly HashSet<string> _wished;
    private readonly ILookup<string, string> _requiredBy;

    /// <summary>The prose of an answer.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="solution">How it was found.</param>
    /// <param name="kept">The fact that a component does not change, where the search had one.</param>
    /// <param name="chosen">What was chosen.</param>
    public ChoiceProse(
        SolverQuestion question,
        PartialSolution solution,
        Func<int, Incompatibility?> kept,
        IEnumerable<Candidate> chosen
    )
    {
        (_question, _universe, _solution, _kept) = (question, question.Universe, solution, kept);
        (_order, _facts) = (new DecisionOrder(question), new FactProse(question));
        Budget = new StepBudget(question.Limit);
        _wished = question.Wishes.Select(wish => wish.Component).ToHashSet(StringComparer.Ordinal);
        _requiredBy = chosen
            .SelectMany(candidate => candidate.Relations.Requires.Keys.Select(name => (name, candidate.Component)))
            .ToLookup(one => one.name, one => one.Component, StringComparer.Ordinal);
    }

    /// <summary>What all choices together may take to say their reasons shortly. Default: the question's limit.</summary>
    public StepBudget Budget { get; init; }

    /// <summary>Whether what happened to others counts only where it was decided before, and not because of the version in question.</summary>
    public bool TracesBack { get; init; }

    /// <summary>The choice of a component.</summary>
    public Choice Of(Candidate chosen)
    {
        var component = _universe.IndexOf(chosen.Component);
        var before = _question.Current.GetValueOrDefault(chosen.Component);
        var bit = _solution.Left(component)!.Newest;
        var current = _order.Kept(component);
        if (bit == current)
        {
            return new Choice(chosen, before, "kept, as it was not to be upgraded");
        }

        var (sentences, obstacles) = (new List<string>(), new List<Obstacle>());
        if (current > 0)
        {
            obstacles.Add(ObstacleOf(component, current));
            sentences.Add($"{before} cannot stay: {Write(component, obstacles[^1])}");
        }

        var newer = Newer(component, bit)
            .Where(one => one != current)
            .Select(one => ObstacleOf(component, one))
            .ToArray();
        sentences.Add(
            newer.Length == 0
                ? "the newest"
                : $"the newest that fits: {string.Join("; ", newer.Select(one => Write(component, one)))}"
        );
        obstacles.AddRange(newer);
        var because = string.Join("; ", sentences);
        return new Choice(chosen, before, before is null ? because + Requirers(chosen.Component) : because)
        {
            Obstacles = [.. obstacles],
        };
    }

    private string Requirers(string component) =>
        _wished.Contains(component)
            ? ""
            : $"; required by {Prose.List([.. _requiredBy[component].Order(StringComparer.Ordinal)])}";

    /// <summary>The newest of the versions above a chosen one, and one more that something else keeps out.</summary>
    private IEnumerable<int> Newer(int component, int chosen) =>
        Enumerable
            .Range(1, chosen - 1)
            // A pre-release that no range names was never to be tried.
            .Where(bit => !_universe.At(component)[bit - 1].Version.IsPrerelease)
            .DistinctBy(bit => CauseOf(component, bit))
            .Take(MostObstacles);

    private Incompatibility CauseOf(int component, int bit) =>
        _solution.About(component).First(assignment => !assignment.Left.Contains(bit)).Cause!;

    private Obstacle ObstacleOf(int component, int bit)
    {
        var cause = CauseOf(component, bit);
        if (TracesBack)
        {
            cause = _solution.FromDecisions(cause, component);
        }

        var which = VersionBits.One(_solution.Left(component)!.Size, bit);
        var others = cause.Terms.Where(term => term.Component != component);
        Incompatibility[] supposed = [.. others.Select(term => Kept(term) ?? Suppose(term.Component, Became(term)))];
        return new Obstacle(
            _universe.At(component)[bit - 1].Version,
            cause.IsDerived
                ? Shortened([.. cause.Facts().Union(supposed), Suppose(component, which)], component)
                : [cause, .. supposed]
        );
    }

    /// <summary>Those facts that leave no room: what was said, what happened to the others, and the version in question.</summary>
    private Incompatibility[] Shortened(Incompatibility[] all, int component)
    {
        var list = new FactList(_universe, all);
        IEnumerable<Incompatibility> needed = Budget.Run(list, _order.Only(list.Numbers))?.Failure is { } failure
            ? new Core(_question, _order, Budget).Of(list.InUniverse(failure)).Facts()
            : all;
        return [.. needed.Where(fact => fact.Fact is not Fact.Supposed supposed || supposed.Component != component)];
    }

    private string Write(int component, Obstacle obstacle)
    {
        // Whose requirement it is, and what failed, is there: no need to say so twice.
        var named = obstacle.Facts.SelectMany(fact => Named(fact, component)).ToHashSet();
        var clauses = obstacle
            .Facts.Where(fact => fact.Fact is not Fact.Supposed supposed || !named.Contains(supposed.Component))
            .OrderBy(fact =>
                fact.Fact is Fact.Says says && says.Component == component ? 0
                : fact.Fact is Fact.Kept ? 2
                : 1
            )
            .Select(fact => _facts.Write(fact.Fact!));
        return string.Join(", and ", clauses);
    }

    private static IEnumerable<int> Named(Incompatibility fact, int component) =>
        fact.Fact switch
        {
            Fact.Says says when says.Component != component => [says.Component],
            Fact.FailedTogether => fact.Terms.Select(term => term.Component),
            _ => [],
        };

    /// <summary>That a component does not change, where that makes a term true.</summary>
    private Incompatibility? Kept(Term term) =>
        _kept(term.Component) is { Terms: [var changed] } fact && changed.Versions.Complement().IsWithin(term.Versions)
            ? fact
            : null;

    private VersionBits Became(Term term)
    {
        if (_solution.IsDecided(term.Component))
        {
            return _solution.Left(term.Component)!;
        }

        return VersionBits.Absent(term.Versions.Size);
    }

    private static Incompatibility Suppose(int component, VersionBits versions) =>
        Incompatibility.Of(new Fact.Supposed(component, versions), new Term(component, versions.Complement()));
}
