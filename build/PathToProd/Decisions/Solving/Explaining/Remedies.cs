using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Text;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>
/// What would lift a refusal. Each remedy was tried: with it, the question has an answer, and without any one of its changes it
/// has none.
/// </summary>
internal sealed class Remedies
{
    private const int Most = 5;
    private const int MostOfSeveral = 2;
    private const int MostTried = 40;
    private const int MostShown = 4;

    private readonly SolverQuestion question;
    private readonly List<Remedy> found = [];
    private readonly StepBudget budget;
    private readonly HashSet<string?> relaxed = [];
    private int tried;

    private Remedies(SolverQuestion question, StepBudget budget) => (this.question, this.budget) = (question, budget);

    /// <summary>
    /// The remedies of a refusal, as far as the budget goes: of as many changes as it has reasons, at most. Where these do not
    /// help, new versions that ask for less are tried, and then more changes.
    /// </summary>
    public static ImmutableArray<Remedy> Of(
        SolverQuestion question,
        IReadOnlyList<Incompatibility> proofs,
        StepBudget budget
    )
    {
        var remedies = new Remedies(question, budget);
        remedies.Look(new Plans(question, proofs, proofs.Count, lift => lift.Rank < LiftRank.NewVersion));
        if (remedies.found.Count == 0)
        {
            remedies.Look(new Plans(question, proofs, proofs.Count, _ => true));
        }

        if (remedies.found.Count == 0)
        {
            remedies.Look(new Plans(question, proofs, proofs.Count + 2, lift => lift.Rank < LiftRank.NewVersion));
        }

        return [.. remedies.found];
    }

    /// <summary>What would help where an answer exists, and only known-good sets were asked for.</summary>
    public static ImmutableArray<Remedy> WithoutKnownGood(SolverQuestion question, StepBudget budget)
    {
        var remedies = new Remedies(question, budget);
        var certified = new Lift(
            LiftRank.Hold,
            "certify",
            asked => asked with { OnlyKnownGood = false },
            answer => $"certify {Members(answer)}, as nothing else stands in the way"
        )
        {
            Lifts = _ => false,
        };
        remedies.Try([certified]);
        foreach (var wish in question.Wishes)
        {
            var lifts = Lifts.Of(question, Incompatibility.Of(new Fact.Wished(wish)));
            foreach (var lift in lifts.Where(lift => lift.Rank == LiftRank.OtherVersion))
            {
                remedies.Try([lift]);
            }
        }

        return [.. remedies.found];
    }

    /// <summary>Tries plans until enough of them help. What is in the way of one is what the next ones change too.</summary>
    private void Look(Plans plans)
    {
        tried = 0;
        while (plans.Next() is { } plan)
        {
            var isEnough = found.Count == Most || ++tried > MostTried || budget.IsSpent;
            if (isEnough)
            {
                return;
            }

            if (Try(plan) is { } failure && plans.MayGrow(plan))
            {
                var lifted = Apply(plan);
                plans.Grow(plan, lifted, new Core(lifted, new DecisionOrder(lifted), budget).Of(failure));
            }
        }
    }

    private SolverQuestion Apply(IEnumerable<Lift> lifts) =>
        lifts.Aggregate(question, (asked, lift) => lift.Apply(asked));

    /// <summary>Adds a remedy, if that is one. Otherwise it gives the proof that something else is in the way; null when it is not known what.</summary>
    private Incompatibility? Try(Lift[] lifts)
    {
        // Nobody wants to do without a component of which another version would do.
        if (Array.Exists(lifts, lift => lift.Rank == LiftRank.Without && relaxed.Contains(lift.Subject)))
        {
            return null;
        }

        var (versions, failure) = Solve(Apply(lifts));
        if (versions is null)
        {
            return failure;
        }

        var needed = lifts;
        foreach (var lift in lifts.Where(_ => lifts.Length > 1))
        {
            Lift[] fewer = [.. needed.Where(one => one != lift)];
            if (Solve(Apply(fewer)).Versions is { } same)
            {
                (needed, versions) = (fewer, same);
            }
        }

        Add(needed, new Answer(question, versions));
        return null;
    }

    private (IReadOnlyDictionary<string, Candidate>? Versions, Incompatibility? Failure) Solve(SolverQuestion lifted)
    {
        if (lifted.OnlyKnownGood)
        {
            return (KnownGoodSets.Find(lifted) is { } good ? Choices.Candidates(lifted.Universe, good) : null, null);
        }

        var search = budget.Run(new UniverseFacts(lifted), new DecisionOrder(lifted));
        return search is { Outcome: SearchOutcome.Found }
            ? (Choices.Candidates(lifted.Universe, search.Solution), null)
            : (null, search?.Failure);
    }

    private void Add(Lift[] lifts, Answer answer)
    {
        var texts = lifts.Select(lift => lift.Describe(answer)).ToArray();
        var isSeveral = lifts.Length > 1;
        if (
            !Array.TrueForAll(texts, text => text is not null)
            || (isSeveral && found.Count(remedy => remedy.IsSeveral) == MostOfSeveral)
            || (lifts[0].Rank == LiftRank.NewVersion && found.Count == MostOfSeveral)
        )
        {
            return;
        }

        var remedy = new Remedy(Prose.List([.. texts.OfType<string>().Distinct(StringComparer.Ordinal)]))
        {
            Question = Apply(lifts),
            IsSeveral = isSeveral,
        };
        if (!found.Exists(other => other.Text == remedy.Text))
        {
            found.Add(remedy);
            relaxed.UnionWith(lifts.Where(lift => lift.Rank == LiftRank.OtherVersion).Select(lift => lift.Subject));
        }
    }

    private static string Members(Answer answer)
    {
        var all = answer.Versions.Values.Select(candidate => $"{candidate.Component} {candidate.Version}").ToArray();
        return all.Length > MostShown + 1
            ? $"{string.Join(", ", all.Take(MostShown))} and {all.Length - MostShown} more"
            : Prose.List(all);
    }
}
