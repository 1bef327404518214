using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>Checks by trying everything that what a proof claims is true.</summary>
internal static class Claims
{
    /// <summary>Every incompatibility of a proof, the facts too.</summary>
    public static IEnumerable<Incompatibility> Of(Incompatibility proof)
    {
        var seen = new HashSet<Incompatibility>();
        var open = new Stack<Incompatibility>([proof]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            yield return next;
            if (next.IsDerived)
            {
                open.Push(next.Left!);
                open.Push(next.Right!);
            }
        }
    }

    /// <summary>Whether a fact was given, and its terms mean what was said. Facts that were merged are said by each of their versions.</summary>
    public static bool IsSaid(SolverQuestion question, Incompatibility claim) =>
        claim.Fact switch
        {
            Fact.Wished { Wish: var wish } => question.Wishes.Contains(wish)
                && (
                    question.Universe.Of(wish.Component).IsEmpty
                        ? claim.Terms.Length == 0
                        : Is(
                            question,
                            claim,
                            wish.Component,
                            version => version is null || !wish.Range.Contains(version)
                        )
                ),
            Fact.Held { Hold: var hold } => question.Holds.Contains(hold)
                && Is(question, claim, hold.Component, version => version is not null && !hold.Range.Contains(version)),
            Fact.NeedsKubernetes needs => All(
                question,
                needs.Component,
                needs.Which,
                candidate => IsWithin(candidate.Relations.Kubernetes!, needs.Range)
            ) && !needs.Range.Contains(question.Kubernetes!),
            Fact.NeedsProvider needs => All(
                question,
                needs.Component,
                needs.Which,
                candidate =>
                    !candidate.Relations.Providers.IsEmpty
                    && candidate.Relations.Providers.All(needs.Providers.Contains)
                    && !candidate.Relations.Providers.Contains(question.Provider!)
            ),
            Fact.FailedTogether { Conflict: var conflict } => question.KnownConflicts.Contains(conflict)
                && claim.Terms.Length == conflict.Together.Length
                && conflict.Together.All(one => Is(question, claim, one.Component, version => version == one.Version)),
            Fact.Says says => All(question, says.Component, says.Which, candidate => Says(candidate, says))
                && claim.Terms.All(term =>
                    term.Component == question.Universe.IndexOf(says.Other)
                        ? term.Component == says.Component || IsWrong(question, says, term)
                        : term.Component == says.Component && term.Versions.Equals(says.Which)
                ),
            _ => false,
        };

    /// <summary>Whether a component that is said not to change does not, in the answer and, where that is said, in all with as few changes.</summary>
    public static bool IsKept(
        SolverQuestion question,
        ImmutableSortedDictionary<string, SemVersion> answer,
        Incompatibility claim,
        Fact.Kept kept
    )
    {
        var name = question.Universe.Components[kept.Component];
        var current = question.Current.GetValueOrDefault(name);
        var stays = kept.Bit == 0 ? null : question.Universe.At(kept.Component)[kept.Bit - 1].Version;
        return question.Upgrades?.Contains(name) == false
            && answer.GetValueOrDefault(name) == stays
            && (stays is null || stays == current)
            && Is(question, claim, name, version => version is not null && version != current)
            && kept.IsEverywhere
                == Oracle
                    .Fewest(question)
                    .All(other => !other.TryGetValue(name, out var version) || version == current);
    }

    /// <summary>Whether nothing calls for a component where all terms are true: what is wished requires it neither itself nor through others.</summary>
    public static bool IsUncalled(SolverQuestion question, Incompatibility claim, Fact.Uncalled uncalled)
    {
        var called = new HashSet<string>(question.Wishes.Select(wish => wish.Component));
        var open = new Stack<string>(called);
        while (open.TryPop(out var name))
        {
            var index = question.Universe.IndexOf(name);
            var targets = question
                .Universe.Of(name)
                .Where((_, at) => claim.About(index)?.Versions.Contains(at + 1) != false)
                .SelectMany(candidate => candidate.Relations.Requires.Keys)
                .Where(called.Add);
            foreach (var target in targets.ToArray())
            {
                open.Push(target);
            }
        }

        return !called.Contains(question.Universe.Components[uncalled.Component]);
    }

    private static bool Says(Candidate candidate, Fact.Says says) =>
        says.Kind switch
        {
            RelationKind.Requires => IsWithin(candidate.Relations.Requires[says.Other].Range, says.Range),
            RelationKind.Optional => IsWithin(candidate.Relations.Optional[says.Other].Range, says.Range),
            _ => IsWithin(says.Range, candidate.Relations.Conflicts[says.Other].Range),
        };

    private static bool IsWrong(SolverQuestion question, Fact.Says says, Term term) =>
        Is(
            question,
            term,
            version =>
                says.Kind switch
                {
                    RelationKind.Requires => version is null || !says.Range.Contains(version),
                    RelationKind.Optional => version is not null && !says.Range.Contains(version),
                    _ => version is not null && says.Range.Contains(version),
                }
        );

    private static bool IsWithin(VersionRange inner, VersionRange outer) => inner.Union(outer).Equals(outer);

    private static bool All(
        SolverQuestion question,
        int component,
        VersionBits which,
        Predicate<Candidate> predicate
    ) => which.Each().All(bit => predicate(question.Universe.At(component)[bit - 1]));

    private static bool Is(
        SolverQuestion question,
        Incompatibility claim,
        string component,
        Predicate<SemVersion?> predicate
    )
    {
        // A term that is always true is left out.
        var index = question.Universe.IndexOf(component);
        var all = VersionBits.All(question.Universe.Of(component).Length + 1);
        return Is(question, claim.About(index) ?? new Term(index, all), predicate);
    }

    /// <summary>Whether a term is true of exactly those versions, where null means "not there".</summary>
    private static bool Is(SolverQuestion question, Term term, Predicate<SemVersion?> predicate) =>
        Enumerable
            .Range(0, term.Versions.Size)
            .All(bit =>
                term.Versions.Contains(bit)
                == predicate(bit == 0 ? null : question.Universe.At(term.Component)[bit - 1].Version)
            );

    /// <summary>Whether a derived claim follows from its two causes alone, whatever becomes of each component.</summary>
    public static bool Follows(SolverQuestion question, Incompatibility claim) =>
        !Assignments(question, 0, [])
            .Any(chosen =>
                IsBroken(claim, chosen) && !IsBroken(claim.Left!, chosen) && !IsBroken(claim.Right!, chosen)
            );

    /// <summary>Whether a version of a component breaks one of some facts, whatever becomes of the others.</summary>
    public static bool IsKeptOut(SolverQuestion question, string component, SemVersion version, Incompatibility[] facts)
    {
        var index = question.Universe.IndexOf(component);
        var bit = question.Universe.PlaceOf(index, version) + 1;
        return Assignments(question, 0, [])
            .Where(chosen => chosen[index] == bit)
            .All(chosen => facts.Any(fact => IsBroken(fact, chosen)));
    }

    private static bool IsBroken(Incompatibility claim, IReadOnlyList<int> chosen) =>
        claim.Terms.All(term => term.Versions.Contains(chosen[term.Component]));

    private static IEnumerable<List<int>> Assignments(SolverQuestion question, int component, List<int> chosen)
    {
        if (component == question.Universe.Components.Length)
        {
            return [chosen];
        }

        var count = question.Universe.Of(question.Universe.Components[component]).Length;
        return Enumerable.Range(0, count + 1).SelectMany(bit => Assignments(question, component + 1, [.. chosen, bit]));
    }
}
