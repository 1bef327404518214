using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
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

    private readonly SolverQuestion _question;
    private readonly List<Remedy> _found = [];
    private readonly StepBudget _budget;
    private readonly HashSet<string?> _relaxed = [];
    private int _tried;

    private Remedies(SolverQuestion question, StepBudget budget) => (_question, _budget) = (question, budget);

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
        remedies.Look(
            new Plans(question, proofs, proofs.Count, relaxation => relaxation.Rank < RelaxationRank.NewVersion)
        );
        if (remedies._found.Count == 0)
        {
            remedies.Look(new Plans(question, proofs, proofs.Count, _ => true));
        }

        if (remedies._found.Count == 0)
        {
            remedies.Look(
                new Plans(question, proofs, proofs.Count + 2, relaxation => relaxation.Rank < RelaxationRank.NewVersion)
            );
        }

        return [.. remedies._found];
    }

    /// <summary>What would help where an answer exists, and only known-good sets were asked for.</summary>
    public static ImmutableArray<Remedy> WithoutKnownGood(SolverQuestion question, StepBudget budget)
    {
        var remedies = new Remedies(question, budget);
        var certified = new Relaxation(
            RelaxationRank.Hold,
            "certify",
            asked => asked with { OnlyKnownGood = false },
            answer => $"certify {Members(answer)}, as nothing else stands in the way"
        )
        {
            Relaxes = _ => false,
        };
        remedies.Try([certified]);
        foreach (var wish in question.Wishes)
        {
            var relaxations = Relaxations.Of(question, Incompatibility.Of(new Fact.Wished(wish)));
            foreach (var relaxation in relaxations.Where(relaxation => relaxation.Rank == RelaxationRank.OtherVersion))
            {
                remedies.Try([relaxation]);
            }
        }

        return [.. remedies._found];
    }

    /// <summary>Tries plans until enough of them help. What is in the way of one is what the next ones change too.</summary>
    private void Look(Plans plans)
    {
        _tried = 0;
        while (plans.Next() is { } plan)
        {
            var isEnough = _found.Count == Most || ++_tried > MostTried || _budget.IsSpent;
            if (isEnough)
            {
                return;
            }

            if (Try(plan) is { } failure && plans.MayGrow(plan))
            {
                var lifted = Apply(plan);
                plans.Grow(plan, lifted, new Core(lifted, new DecisionOrder(lifted), _budget).Of(failure));
            }
        }
    }

    private SolverQuestion Apply(IEnumerable<Relaxation> relaxations) =>
        relaxations.Aggregate(_question, (asked, relaxation) => relaxation.Apply(asked));

    /// <summary>Adds a remedy, if that is one. Otherwise it gives the proof that something else is in the way; null when it is not known what.</summary>
    private Incompatibility? Try(Relaxation[] relaxations)
    {
        // No one wants to drop a component if another version of it would do.
        if (
            Array.Exists(
                relaxations,
                relaxation => relaxation.Rank == RelaxationRank.Without && _relaxed.Contains(relaxation.Subject)
            )
        )
        {
            return null;
        }

        var (versions, failure) = Solve(Apply(relaxations));
        if (versions is null)
        {
            return failure;
        }

        var needed = relaxations;
        foreach (var relaxation in relaxations.Where(_ => relaxations.Length > 1))
        {
            Relaxation[] fewer = [.. needed.Where(one => one != relaxation)];
            if (Solve(Apply(fewer)).Versions is { } same)
            {
                (needed, versions) = (fewer, same);
            }
        }

        Add(needed, new Answer(_question, versions));
        return null;
    }

    private (IReadOnlyDictionary<string, Candidate>? Versions, Incompatibility? Failure) Solve(SolverQuestion lifted)
    {
        if (lifted.OnlyKnownGood)
        {
            return (KnownGoodSets.Find(lifted) is { } good ? Choices.Candidates(lifted.Universe, good) : null, null);
        }

        var search = _budget.Run(new UniverseFacts(lifted), new DecisionOrder(lifted));
        return search is { Outcome: SearchOutcome.Found }
            ? (Choices.Candidates(lifted.Universe, search.Solution), null)
            : (null, search?.Failure);
    }

    private void Add(Relaxation[] relaxations, Answer answer)
    {
        var texts = relaxations.Select(relaxation => relaxation.Describe(answer)).ToArray();
        var isSeveral = relaxations.Length > 1;
        if (
            !Array.TrueForAll(texts, text => text is not null)
            || (isSeveral && _found.Count(remedy => remedy.IsSeveral) == MostOfSeveral)
            || (relaxations[0].Rank == RelaxationRank.NewVersion && _found.Count == MostOfSeveral)
        )
        {
            return;
        }

        var remedy = new Remedy(Prose.List([.. texts.OfType<string>().Distinct(StringComparer.Ordinal)]))
        {
            Question = Apply(relaxations),
            IsSeveral = isSeveral,
        };
        if (!_found.Exists(other => other.Text == remedy.Text))
        {
            _found.Add(remedy);
            _relaxed.UnionWith(
                relaxations
                    .Where(relaxation => relaxation.Rank == RelaxationRank.OtherVersion)
                    .Select(relaxation => relaxation.Subject)
            );
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
