using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>
/// What is supposed of components while looking for fewer changes: an upgraded one is what an answer made of it; another one
/// is what it was, or not there.
/// </summary>
internal sealed class Suppositions
{
    private readonly Universe universe;
    private readonly DecisionOrder order;
    private readonly PartialSolution first;
    private readonly bool[] isUpgraded;
    private readonly Incompatibility?[] supposed;

    /// <summary>Suppositions that leave the upgraded components as an answer has them.</summary>
    public Suppositions(SolverQuestion question, DecisionOrder order, PartialSolution first)
    {
        (universe, this.order, this.first) = (question.Universe, order, first);
        isUpgraded = new bool[universe.Components.Length];
        supposed = new Incompatibility?[universe.Components.Length];
        foreach (var name in question.Upgrades ?? [])
        {
            if (universe.IndexOf(name) is >= 0 and var component)
            {
                isUpgraded[component] = true;
            }
        }

        Impossible =
        [
            .. question
                .Wishes.Select(wish => (Component: universe.IndexOf(wish.Component), wish.Range))
                .Where(wish => !isUpgraded[wish.Component] && !MayStay(wish.Component, wish.Range))
                .Select(wish => wish.Component)
                .Distinct(),
        ];
    }

    /// <summary>The components that a wish changes in every answer.</summary>
    public int[] Impossible { get; }

    /// <summary>The components that the answer changes, without those that are upgraded.</summary>
    public List<int> Changes =>
        [
            .. first
                .Decisions.Where(one => !isUpgraded[one.Component] && one.Left.Newest != order.Kept(one.Component))
                .Select(one => one.Component),
        ];

    public bool IsUpgraded(int component) => isUpgraded[component];

    /// <summary>What is supposed of a component.</summary>
    public Incompatibility Of(int component) =>
        supposed[component] ??= Limited(
            component,
            isUpgraded[component] ? Became(component) : Unchanged(component),
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
                .Where(component => !isUpgraded[component])
                .Distinct()
                .Order(),
        ];

    /// <summary>
    /// An answer has only what is called for. When an upgraded component is therefore missing: some version that it has must be
    /// another one, which requires something that it does not have.
    /// </summary>
    public Incompatibility? Uncalled(PartialSolution answer)
    {
        var missing = first.Decisions.FirstOrDefault(one =>
            isUpgraded[one.Component] && !answer.IsDecided(one.Component)
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
        bool Calls(string name) => universe.IndexOf(name) is >= 0 and var other && !answer.IsDecided(other);
        var candidates = universe.At(component);
        return VersionBits
            .Where(candidates.Length + 1, bit => candidates[bit - 1].Relations.Requires.Keys.Any(Calls))
            .Complement();
    }

    private bool MayStay(int component, VersionRange range) =>
        order.Kept(component) is > 0 and var kept && range.Contains(universe.At(component)[kept - 1].Version);

    private VersionBits Became(int component) =>
        first.IsDecided(component) ? first.Left(component)! : VersionBits.Absent(universe.At(component).Length + 1);

    private VersionBits Unchanged(int component)
    {
        var size = universe.At(component).Length + 1;
        return VersionBits.Absent(size).Union(VersionBits.One(size, order.Kept(component)));
    }

    private static Incompatibility Limited(int component, VersionBits versions, Func<int, VersionBits, Fact> fact) =>
        Incompatibility.Of(fact(component, versions), new Term(component, versions.Complement()));
}
