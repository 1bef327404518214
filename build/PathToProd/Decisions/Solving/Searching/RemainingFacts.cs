using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>Facts without some of them: what else is in the way once these are lifted?</summary>
/// <param name="universe">What the facts are about.</param>
/// <param name="facts">The facts.</param>
/// <param name="lifted">Those that do not count. One that says several at once stands for all of these, and for the same said by the other side.</param>
internal sealed class RemainingFacts(Universe universe, IFacts facts, IReadOnlyCollection<Incompatibility> lifted)
    : IFacts
{
    public int Components => facts.Components;

    public IEnumerable<int> Wished => facts.Wished;

    public IEnumerable<Incompatibility> AtStart() => facts.AtStart().Where(Remains);

    public IEnumerable<Incompatibility> OfComponent(int component) => facts.OfComponent(component).Where(Remains);

    public VersionFacts OfVersion(int component, int bit)
    {
        var all = facts.OfVersion(component, bit);
        if (Array.TrueForAll(all.Incompatibilities, Remains))
        {
            return all;
        }

        var required = Array
            .FindAll(all.Incompatibilities, Remains)
            .Select(incompatibility => incompatibility.Fact)
            .OfType<Fact.Says>()
            .Where(says => says.Kind == RelationKind.Requires)
            .Select(says => universe.IndexOf(says.Other))
            .ToHashSet();
        return new VersionFacts(
            Array.FindAll(all.Incompatibilities, Remains),
            Array.FindAll(all.Targets, required.Contains)
        );
    }

    private bool Remains(Incompatibility incompatibility) => !lifted.Any(one => one.Covers(incompatibility));
}
