using PathToProd.Decisions.Solving.Questions;
using PathToProd.Model.Components;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>The facts of a question. Those of a component are made when the search first meets it.</summary>
internal sealed class UniverseFacts : IFacts
{
    private readonly SolverQuestion _question;
    private readonly Universe _universe;
    private readonly Dictionary<(int Component, int Bit), List<Incompatibility>> _conflicts = [];
    private readonly Dictionary<
        (RelationKind Kind, int Component, string Other, string Range),
        List<Saying>
    > _sayings = [];
    private readonly Dictionary<(int Component, string Range), VersionBits> _inRange = [];
    private readonly Dictionary<(int Component, int Bit), VersionFacts> _versions = [];

    public UniverseFacts(SolverQuestion question)
    {
        (_question, _universe) = (question, question.Universe);
        foreach (var conflict in question.KnownConflicts)
        {
            Add(conflict);
        }
    }

    public int Components => _universe.Components.Length;

    public IEnumerable<int> Wished =>
        _question.Wishes.Select(wish => _universe.IndexOf(wish.Component)).Where(component => component >= 0);

    public IEnumerable<Incompatibility> AtStart() => _question.Wishes.Select(Of);

    public IEnumerable<Incompatibility> OfComponent(int component)
    {
        var candidates = _universe.At(component);
        foreach (var hold in _question.Holds)
        {
            if (hold.Component == _universe.Components[component])
            {
                var outside = InRange(component, hold.Range).Complement().Versions();
                yield return Incompatibility.Of(new Fact.Held(hold), new Term(component, outside));
            }
        }

        if (_question.Kubernetes is { } kubernetes)
        {
            foreach (
                var range in Distinct(candidates, candidate => candidate.Relations.Kubernetes, range => range.Text)
            )
            {
                if (!range.ContainsKubernetes(kubernetes))
                {
                    var which = Versions(component, candidate => candidate.Relations.Kubernetes?.Text == range.Text);
                    var fact = new Fact.NeedsKubernetes(component, which, range);
                    yield return Incompatibility.Of(fact, new Term(component, which));
                }
            }
        }

        if (_question.Provider is { } provider)
        {
            foreach (var providers in Distinct(candidates, CandidateRelations.Providers, text => text))
            {
                var which = Versions(component, candidate => CandidateRelations.Providers(candidate) == providers);
                if (!CandidateRelations.RunsOn(candidates[which.Newest - 1].Relations.Providers, provider))
                {
                    var fact = new Fact.NeedsProvider(component, which, providers);
                    yield return Incompatibility.Of(fact, new Term(component, which));
                }
            }
        }
    }

    public VersionFacts OfVersion(int component, int bit)
    {
        if (_versions.TryGetValue((component, bit), out var known))
        {
            return known;
        }

        var relations = _universe.At(component)[bit - 1].Relations;
        var incompatibilities = new List<Incompatibility>();
        var targets = new List<int>();
        foreach (var requirement in relations.Requires.Values)
        {
            Add(RelationKind.Requires, component, bit, requirement, incompatibilities);
            if (_universe.IndexOf(requirement.Component) is >= 0 and var target)
            {
                targets.Add(target);
            }
        }

        foreach (var optional in relations.Optional.Values)
        {
            Add(RelationKind.Optional, component, bit, optional, incompatibilities);
        }

        foreach (var conflict in relations.Conflicts.Values)
        {
            Add(RelationKind.Conflicts, component, bit, conflict, incompatibilities);
        }

        if (_conflicts.TryGetValue((component, bit), out var failed))
        {
            incompatibilities.AddRange(failed);
        }

        var found = new VersionFacts([.. incompatibilities], [.. targets]);
        _versions.Add((component, bit), found);
        return found;
    }

    private Incompatibility Of(Wish wish)
    {
        var fact = new Fact.Wished(wish);
        return _universe.IndexOf(wish.Component) is >= 0 and var component
            ? Incompatibility.Of(fact, new Term(component, InRange(component, wish.Range).Complement()))
            : Incompatibility.Of(fact);
    }

    private void Add(
        RelationKind kind,
        int component,
        int bit,
        Requirement said,
        List<Incompatibility> incompatibilities
    )
    {
        var key = (kind, component, said.Component, said.Range.Text);
        if (!_sayings.TryGetValue(key, out var alike))
        {
            _sayings.Add(key, alike = []);
        }

        var saying = alike.Find(one => one.Which.Contains(bit));
        if (saying is null)
        {
            alike.Add(saying = Make(kind, component, bit, said));
        }

        if (saying.Incompatibility is { IsVoid: false } incompatibility)
        {
            incompatibilities.Add(incompatibility);
        }
    }

    /// <summary>What a version says, together with those of its neighbours that say the same.</summary>
    private Saying Make(RelationKind kind, int component, int bit, Requirement said)
    {
        var candidates = _universe.At(component);
        var (newest, oldest) = (bit, bit);
        while (newest > 1 && CandidateRelations.Says(candidates[newest - 2], kind, said))
        {
            newest--;
        }

        while (oldest < candidates.Length && CandidateRelations.Says(candidates[oldest], kind, said))
        {
            oldest++;
        }

        var which = VersionBits.Where(candidates.Length + 1, one => one >= newest && one <= oldest);
        return new Saying(which, Make(kind, component, which, said));
    }

    private Incompatibility? Make(RelationKind kind, int component, VersionBits which, Requirement said)
    {
        var other = _universe.IndexOf(said.Component);
        if (other < 0 && kind != RelationKind.Requires)
        {
            return null;
        }

        var fact = new Fact.Says(kind, component, which, said.Component, said.Range);
        if (other < 0)
        {
            return Incompatibility.Of(fact, new Term(component, which));
        }

        var inside = InRange(other, said.Range);
        var wrong = kind switch
        {
            RelationKind.Requires => inside.Complement(),
            RelationKind.Optional => inside.Complement().Versions(),
            _ => inside,
        };
        return Incompatibility.Of(fact, new Term(component, which), new Term(other, wrong));
    }

    private void Add(KnownConflict conflict)
    {
        var terms = new List<Term>();
        foreach (var (name, version) in conflict.Together)
        {
            if (_universe.IndexOf(name) is not (>= 0 and var component) || _universe.PlaceOf(component, version) is -1)
            {
                return; // What does not exist is never chosen.
            }

            var bit = _universe.PlaceOf(component, version) + 1;
            terms.Add(new Term(component, VersionBits.One(_universe.At(component).Length + 1, bit)));
        }

        var incompatibility = Incompatibility.Of(new Fact.FailedTogether(conflict), [.. terms]);
        if (terms.Count == 0 || incompatibility.IsVoid)
        {
            return;
        }

        foreach (var term in incompatibility.Terms)
        {
            var key = (term.Component, term.Versions.Newest);
            if (!_conflicts.TryGetValue(key, out var known))
            {
                _conflicts.Add(key, known = []);
            }

            known.Add(incompatibility);
        }
    }

    private VersionBits InRange(int component, VersionRange range)
    {
        var key = (component, range.Text);
        if (!_inRange.TryGetValue(key, out var bits))
        {
            bits = _universe.InRange(component, range);
            _inRange.Add(key, bits);
        }

        return bits;
    }

    private VersionBits Versions(int component, Predicate<Candidate> predicate)
    {
        var candidates = _universe.At(component);
        return VersionBits.Where(candidates.Length + 1, bit => predicate(candidates[bit - 1]));
    }

    private static IEnumerable<T> Distinct<T>(Candidate[] candidates, Func<Candidate, T?> get, Func<T, string> text)
        where T : class
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            if (get(candidate) is { } value && seen.Add(text(value)))
            {
                yield return value;
            }
        }
    }

    /// <summary>What neighbouring versions of a component say alike; null when that says nothing here.</summary>
    private sealed record Saying(VersionBits Which, Incompatibility? Incompatibility);
}
