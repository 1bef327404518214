using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>
/// In which order components are decided, and in which order their versions are tried: upgraded components first, in the
/// order asked; then those that were wished, by name; then the rest, by name. An upgraded component tries its newest
/// version first, another one its current version, and then the newest.
/// </summary>
internal sealed class DecisionOrder
{
    private readonly int[] _components;
    private readonly int[] _places;
    private readonly int[] _kept;

    public DecisionOrder(SolverQuestion question)
    {
        var universe = question.Universe;
        var count = universe.Components.Length;
        (_components, _places, _kept) = (new int[count], new int[count], new int[count]);
        Array.Fill(_places, -1);
        var next = 0;
        string[] upgrades = question.Upgrades is { } asked ? [.. asked] : [];
        var wished = question.Wishes.Select(wish => wish.Component).Order(StringComparer.Ordinal);
        foreach (var name in upgrades.Concat(wished).Concat(universe.Components))
        {
            if (universe.IndexOf(name) is >= 0 and var component && _places[component] < 0)
            {
                (_components[next], _places[component]) = (component, next);
                next++;
            }
        }

        var upgraded = upgrades.ToHashSet(StringComparer.Ordinal);
        if (question.Upgrades is not null)
        {
            foreach (var (name, version) in question.Current)
            {
                if (!upgraded.Contains(name) && universe.IndexOf(name) is >= 0 and var component)
                {
                    _kept[component] = universe.PlaceOf(component, version) + 1;
                }
            }
        }
    }

    private DecisionOrder(int[] components, int[] places, int[] kept) =>
        (_components, _places, _kept) = (components, places, kept);

    /// <summary>The same order of only some components, which have new numbers.</summary>
    /// <param name="some">The components, by their new numbers.</param>
    public DecisionOrder Only(int[] some)
    {
        var byPlace = Enumerable.Range(0, some.Length).ToArray();
        Array.Sort(byPlace, (one, other) => _places[some[one]].CompareTo(_places[some[other]]));
        var newPlaces = new int[some.Length];
        for (var place = 0; place < byPlace.Length; place++)
        {
            newPlaces[byPlace[place]] = place;
        }

        return new DecisionOrder(byPlace, newPlaces, Array.ConvertAll(some, component => _kept[component]));
    }

    /// <summary>The place of a component: lower ones are decided first.</summary>
    public int Of(int component) => _places[component];

    /// <summary>The component of a place.</summary>
    public int At(int place) => _components[place];

    /// <summary>The version to try first, among those that are left; 0 when none is.</summary>
    public int Preferred(int component, VersionBits left) =>
        _kept[component] is > 0 and var bit && left.Contains(bit) ? bit : left.Newest;

    /// <summary>The version that is kept where that is possible; 0 when the newest one is taken.</summary>
    public int Kept(int component) => _kept[component];
}
