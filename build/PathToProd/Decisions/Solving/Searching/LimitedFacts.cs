namespace PathToProd.Decisions.Solving.Searching;

/// <summary>Facts, and some more: what single components are limited to, and what holds from the start.</summary>
/// <param name="facts">The facts.</param>
/// <param name="limit">What is said about a component; null when it is not limited.</param>
/// <param name="start">What else holds from the start.</param>
internal sealed class LimitedFacts(
    IFacts facts,
    Func<int, Incompatibility?> limit,
    IReadOnlyCollection<Incompatibility> start
) : IFacts
{
    public int Components => facts.Components;

    public IEnumerable<int> Wished => facts.Wished;

    public IEnumerable<Incompatibility> AtStart() => facts.AtStart().Concat(start);

    public IEnumerable<Incompatibility> OfComponent(int component) =>
        limit(component) is { } limited ? facts.OfComponent(component).Append(limited) : facts.OfComponent(component);

    public VersionFacts OfVersion(int component, int bit) => facts.OfVersion(component, bit);
}
