using PathToProd.Model.Components;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Searching;

/// <summary>The facts of a question. Those of a component are made when the search first meets it.</summary>
internal sealed class UniverseFacts : IFacts
{
    private readonly SolverQuestion question;
    private readonly Universe universe;
    private readonly Dictionary<(int Component, int Bit), List<Incompatibility>> conflicts = [];
    private readonly Dictionary<(RelationKind Kind, int Component, string Other, string Range), List<Saying>> sayings =
    [];
    private readonly Dictionary<(int Component, string Range), VersionBits> inRange = [];
    private readonly Dictionary<(int Component, int Bit), VersionFacts> versions = [];

    public UniverseFacts(SolverQuestion question)
    {
        (this.question, universe) = (question, question.Universe);
        foreach (var conflict in question.KnownConflicts)
        {
            Add(conflict);
        }
    }

    public int Components => universe.Components.Length;

    public IEnumerable<int> Wished =>
        question.Wishes.Select(wish => universe.IndexOf(wish.Component)).Where(component => component >= 0);

    public IEnumerable<Incompatibility> AtStart() => question.Wishes.Select(Of);

    public IEnumerable<Incompatibility> OfComponent(int component)
    {
        var candidates = universe.At(component);
        foreach (var hold in question.Holds)
        {
            if (hold.Component == universe.Components[component])
            {
                var outside = InRange(component, hold.Range).Complement().Versions();
                yield return Incompatibility.Of(new Fact.Held(hold), new Term(component, outside));
            }
        }

        if (question.Kubernetes is { } kubernetes)
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

        if (question.Provider is { } provider)
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
        if (versions.TryGetValue((component, bit), out var known))
        {
            return known;
        }

        var relations = universe.At(component)[bit - 1].Relations;
        var incompatibilities = new List<Incompatibility>();
        var targets = new List<int>();
        foreach (var requirement in relations.Requires.Values)
        {
            Add(RelationKind.Requires, component, bit, requirement, incompatibilities);
            if (universe.IndexOf(requirement.Component) is >= 0 and var target)
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

        if (conflicts.TryGetValue((component, bit), out var failed))
        {
            incompatibilities.AddRange(failed);
        }

        var found = new VersionFacts([.. incompatibilities], [.. targets]);
        versions.Add((component, bit), found);
        return found;
    }

    private Incompatibility Of(Wish wish)
    {
        var fact = new Fact.Wished(wish);
        return universe.IndexOf(wish.Component) is >= 0 and var component
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
        if (!sayings.TryGetValue(key, out var alike))
        {
            sayings.Add(key, alike = []);
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
        var candidates = universe.At(component);
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
        var other = universe.IndexOf(said.Component);
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
            if (universe.IndexOf(name) is not (>= 0 and var component) || universe.PlaceOf(component, version) is -1)
            {
                return; // What does not exist is never chosen.
            }

            var bit = universe.PlaceOf(component, version) + 1;
            terms.Add(new Term(component, VersionBits.One(universe.At(component).Length + 1, bit)));
        }

        var incompatibility = Incompatibility.Of(new Fact.FailedTogether(conflict), [.. terms]);
        if (terms.Count == 0 || incompatibility.IsVoid)
        {
            return;
        }

        foreach (var term in incompatibility.Terms)
        {
            var key = (term.Component, term.Versions.Newest);
            if (!conflicts.TryGetValue(key, out var known))
            {
                conflicts.Add(key, known = []);
            }

            known.Add(incompatibility);
        }
    }

    private VersionBits InRange(int component, VersionRange range)
    {
        var key = (component, range.Text);
        if (!inRange.TryGetValue(key, out var bits))
        {
            bits = universe.InRange(component, range);
            inRange.Add(key, bits);
        }

        return bits;
    }

    private VersionBits Versions(int component, Predicate<Candidate> predicate)
    {
        var candidates = universe.At(component);
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
