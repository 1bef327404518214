using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>
/// Some facts of a question, as if nothing else had been said. Components have numbers of their own here, so that a search
/// in a few facts costs little in a large universe.
/// </summary>
internal sealed class FactList : IFacts
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<Incompatibility, Incompatibility> _originals = [];
    private readonly List<Incompatibility> _start = [];
    private readonly List<int> _wished = [];
    private readonly Dictionary<int, List<(Incompatibility Incompatibility, int Target)>> _said = [];

    public FactList(Universe universe, IEnumerable<Incompatibility> facts)
    {
        var all = facts.ToArray();
        Numbers = [.. all.SelectMany(fact => fact.Terms).Select(term => term.Component).Distinct().Order()];
        for (var number = 0; number < Numbers.Length; number++)
        {
            _numbers.Add(Numbers[number], number);
        }

        foreach (var fact in all)
        {
            Add(universe, fact);
        }
    }

    /// <summary>The numbers in the universe, by the numbers here.</summary>
    public int[] Numbers { get; }

    public int Components => Numbers.Length;

    public IEnumerable<int> Wished => _wished;

    public IEnumerable<Incompatibility> AtStart() => _start;

    public IEnumerable<Incompatibility> OfComponent(int component) => [];

    public VersionFacts OfVersion(int component, int bit)
    {
        var found = (_said.GetValueOrDefault(component) ?? [])
            .Where(one => one.Incompatibility.About(component) is not { } term || term.Versions.Contains(bit))
            .ToArray();
        return new VersionFacts(
            [.. found.Select(one => one.Incompatibility)],
            [.. found.Select(one => one.Target).Where(target => target >= 0)]
        );
    }

    /// <summary>The same incompatibility with the numbers of the universe, derived from the facts that were given.</summary>
    public Incompatibility InUniverse(Incompatibility incompatibility) => incompatibility.Renumber(Numbers, _originals);

    private void Add(Universe universe, Incompatibility original)
    {
        Span<Term> terms = Array.ConvertAll(original.Terms, term => term with { Component = _numbers[term.Component] });
        var fact = Incompatibility.Of(original.Fact!, terms);
        _originals.Add(fact, original);
        switch (original.Fact)
        {
            case Fact.Says says:
                var target = says.Kind == RelationKind.Requires ? universe.IndexOf(says.Other) : -1;
                Say(_numbers[says.Component], fact, _numbers.GetValueOrDefault(target, -1));
                break;
            case Fact.FailedTogether:
                foreach (var term in fact.Terms)
                {
                    Say(term.Component, fact, target: -1);
                }

                break;
            case Fact.Uncalled:
                _start.Add(fact);
                break;
            default:
                _start.Add(fact);
                _wished.AddRange(fact.Terms.Where(term => !term.IsPositive).Select(term => term.Component));
                break;
        }
    }

    private void Say(int component, Incompatibility fact, int target)
    {
        if (!_said.TryGetValue(component, out var list))
        {
            _said.Add(component, list = []);
        }

        list.Add((fact, target));
    }
}
