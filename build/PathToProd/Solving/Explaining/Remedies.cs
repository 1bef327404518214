using System.Collections.Immutable;
using PathToProd.Reporting;
using PathToProd.Solving.Searching;

namespace PathToProd.Solving.Explaining;

/// <summary>What would lift a refusal. Each remedy was tried: with it, the question has an answer.</summary>
internal sealed class Remedies
{
    private const int Most = 5;
    private const int MostOfOthers = 2;
    private const int MostTried = 40;
    private const int MostShown = 4;

    private readonly SolverQuestion question;
    private readonly List<Remedy> found = [];
    private readonly StepBudget budget;
    private readonly HashSet<Fact> relaxed = [];
    private int tried;

    private Remedies(SolverQuestion question, StepBudget budget) => (this.question, this.budget) = (question, budget);

    /// <summary>The remedies of a refusal: one change for each of its reasons, as far as the budget goes.</summary>
    public static ImmutableArray<Remedy> Of(
        SolverQuestion question,
        IReadOnlyList<Incompatibility> proofs,
        StepBudget budget
    )
    {
        var remedies = new Remedies(question, budget);
        Lift[][] all = [.. proofs.Select(proof => Lifts.Of(question, proof).ToArray())];
        remedies.Try(all, lift => lift.Rank < Lifts.NewVersion);
        if (remedies.found.Count == 0)
        {
            remedies.Try(all, lift => lift.Rank == Lifts.NewVersion);
        }

        if (remedies.found.Count == 0 && all is [var lifts])
        {
            remedies.TryTwo(lifts);
        }

        return [.. remedies.found];
    }

    /// <summary>What would help where an answer exists, and only known-good sets were asked for.</summary>
    public static ImmutableArray<Remedy> WithoutKnownGood(SolverQuestion question, StepBudget budget)
    {
        var remedies = new Remedies(question, budget);
        remedies.Try([
            new Lift(
                0,
                null,
                asked => asked with { OnlyKnownGood = false },
                answer => $"certify {Members(answer)}, as nothing else stands in the way"
            ),
        ]);
        foreach (var wish in question.Wishes)
        {
            var fact = new Fact.Wished(wish);
            foreach (
                var lift in Lifts.Of(question, Incompatibility.Of(fact)).Where(lift => lift.Rank == Lifts.OtherVersion)
            )
            {
                remedies.Try([lift]);
            }
        }

        return [.. remedies.found];
    }

    private void Try(Lift[][] all, Func<Lift, bool> isMeant)
    {
        foreach (var lifts in Combinations([.. all.Select(lifts => lifts.Where(isMeant).ToArray())]))
        {
            Try(lifts);
        }
    }

    /// <summary>Takes what still stands in the way after one change, and changes that too.</summary>
    private void TryTwo(Lift[] lifts)
    {
        foreach (var lift in lifts.Where(lift => lift.Rank < Lifts.NewVersion))
        {
            var lifted = lift.Apply(question);
            if (budget.IsSpent)
            {
                return;
            }

            var order = new DecisionOrder(lifted);
            if (budget.Run(new UniverseFacts(lifted), order)?.Failure is { } failure)
            {
                var proof = new Core(lifted, order, budget).Of(failure);
                Try(
                    [
                        [lift],
                        [.. Lifts.Of(lifted, proof)],
                    ],
                    next => next.Rank < Lifts.NewVersion
                );
            }
        }
    }

    private void Try(Lift[] lifts)
    {
        var isPlain = lifts is [{ Rank: < Lifts.NewVersion }];
        if (found.Count == (isPlain ? Most : MostOfOthers) || ++tried > MostTried || budget.IsSpent)
        {
            return;
        }

        // Nobody wants to do without a component of which another version would do.
        if (Array.Exists(lifts, lift => lift.Rank == Lifts.Without && relaxed.Contains(lift.Fact!)))
        {
            return;
        }

        var lifted = lifts.Aggregate(question, (asked, lift) => lift.Apply(asked));
        if (Solver.Find(lifted, budget) is not { } versions)
        {
            return;
        }

        var texts = lifts.Select(lift => lift.Describe(new Answer(question, versions))).ToArray();
        if (Array.TrueForAll(texts, text => text is not null))
        {
            var text = Prose.List([.. texts.OfType<string>().Distinct(StringComparer.Ordinal)]);
            if (!found.Exists(remedy => remedy.Text == text))
            {
                found.Add(new Remedy(text) { Question = lifted, IsSeveral = lifts.Length > 1 });
                relaxed.UnionWith(lifts.Where(lift => lift.Rank == Lifts.OtherVersion).Select(lift => lift.Fact!));
            }
        }
    }

    /// <summary>One of each, in every way.</summary>
    private static IEnumerable<Lift[]> Combinations(IReadOnlyList<Lift[]> choices) =>
        choices.Aggregate(
            (IEnumerable<Lift[]>)
                [
                    [],
                ],
            (before, next) => before.SelectMany(lifts => next, (lifts, lift) => (Lift[])[.. lifts, lift])
        );

    private static string Members(Answer answer)
    {
        var all = answer.Versions.Values.Select(candidate => $"{candidate.Component} {candidate.Version}").ToArray();
        return all.Length > MostShown + 1
            ? $"{string.Join(", ", all.Take(MostShown))} and {all.Length - MostShown} more"
            : Prose.List(all);
    }
}
