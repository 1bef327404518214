using PathToProd.Decisions.Solving.Questions;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>
/// What is supposed of components while looking for fewer changes: an upgraded one is what an answer made of it; another one
/// is what it was, or not there.
/// </summary>
internal sealed class Suppositions
{
    private readonly Universe _universe;
    private readonly DecisionOrder _order;
    private readonly PartialSolution _first;
    private readonly bool[] _isUpgraded;
    private readonly Incompatibility?[] _supposed;

    /// <summary>Suppositions that leave the upgraded components as an answer has them.</summary>
    public Suppositions(SolverQuestion question, DecisionOrder order, PartialSolution first)
    {
        (_universe, _order, _first) = (question.Universe, order, first);
        _isUpgraded = new bool[_universe.Components.Length];
        _supposed = new Incompatibility?[_universe.Components.Length];
        foreach (var name in question.Upgrades ?? [])
        {
            if (_universe.IndexOf(name) is >= 0 and var component)
            {
                _isUpgraded[component] = true;
            }
        }

        Impossible =
        [
            .. question
                .Wishes.Select(wish => (Component: _universe.IndexOf(wish.Component), wish.Range))
                .Where(wish => !_isUpgraded[wish.Component] && !MayStay(wish.Component, wish.Range))
                .Select(wish => wish.Component)
                .Distinct(),
        ];
    }

    /// <summary>The components that a wish changes in every answer.</summary>
    public int[] Impossible { get; }

    /// <summary>The components that the answer changes, without those that are upgraded.</summary>
    public List<int> Changes =>
        [
            .. _first
                .Decisions.Where(one => !_isUpgraded[one.Component] && one.Left.Newest != _order.Kept(one.Component))
                .Select(one => one.Component),
        ];

    public bool IsUpgraded(int component) => _isUpgraded[component];

    /// <summary>What is supposed of a component.</summary>
    public Incompatibility Of(int component) =>
        _supposed[component] ??= Limited(
            component,
            _isUpgraded[component] ? Became(component) : Unchanged(component),
            (self, versions) => new Fact.Supposed(self, versions)
        );

    /// <summary>The fact that a component does not change.</summary>
    /// <param name="component">The component.</param>
    /// <param name="answer">The answer in which it does not.</param>
    /// <param name="isEverywhere">Whether it does not change in any answer with as few changes.</param>
    public Incompatibility Kept(int component, PartialSolution answer, bool isEverywhere) =>
        Limited(
            component,
            Unchanged(component),
            (self, _) => new Fact.Kept(self, answer.IsDecided(self) ? answer.Left(self)!.Newest : 0, isEverywhere)
        );

    /// <summary>The components, without those that are upgraded, of which some facts suppose something.</summary>
    public int[] In(IEnumerable<Incompatibility> facts) =>
        [
            .. facts
                .Select(fact => fact.Fact)
                .OfType<Fact.Supposed>()
                .Select(fact => fact.Component)
                .Where(component => !_isUpgraded[component])
                .Distinct()
                .Order(),
        ];

    /// <summary>
    /// An answer has only what is called for. When an upgraded component is therefore missing: some version that it has must be
    /// another one, which requires something that it does not have.
    /// </summary>
    public Incompatibility? Uncalled(PartialSolution answer)
    {
        var missing = _first.Decisions.FirstOrDefault(one =>
            _isUpgraded[one.Component] && !answer.IsDecided(one.Component)
        );
        return missing is null
            ? null
            : Incompatibility.Of(
                new Fact.Uncalled(missing.Component),
                [.. answer.Decisions.Select(one => new Term(one.Component, CallingNothing(one.Component, answer)))]
            );
    }

    private VersionBits CallingNothing(int component, PartialSolution answer)
    {
        bool Calls(string name) => _universe.IndexOf(name) is >= 0 and var other && !answer.IsDecided(other);
        var candidates = _universe.At(component);
        return VersionBits
            .Where(candidates.Length + 1, bit => candidates[bit - 1].Relations.Requires.Keys.Any(Calls))
            .Complement();
    }

    private bool MayStay(int component, VersionRange range) =>
        _order.Kept(component) is > 0 and var kept && range.Contains(_universe.At(component)[kept - 1].Version);

    private VersionBits Became(int component) =>
        _first.IsDecided(component) ? _first.Left(component)! : VersionBits.Absent(_universe.At(component).Length + 1);

    private VersionBits Unchanged(int component)
    {
        var size = _universe.At(component).Length + 1;
        return VersionBits.Absent(size).Union(VersionBits.One(size, _order.Kept(component)));
    }

    private static Incompatibility Limited(int component, VersionBits versions, Func<int, VersionBits, Fact> fact) =>
        Incompatibility.Of(fact(component, versions), new Term(component, versions.Complement()));
}
