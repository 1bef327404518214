using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>
/// Sets of changes that each take something away from every proof that is known, the ones that are easiest to make first. A plan
/// that does not help grows by a change to what is still in the way.
/// </summary>
/// <param name="question">What was asked.</param>
/// <param name="proofs">The reasons of a refusal.</param>
/// <param name="most">How many changes a plan may have.</param>
/// <param name="isMeant">Which changes may be made.</param>
internal sealed class Plans(
    SolverQuestion question,
    IReadOnlyList<Incompatibility> proofs,
    int most,
    Predicate<Relaxation> isMeant
)
{
    /// <summary>No more plans than that are looked at, as each proof may be changed in many ways.</summary>
    private const int MostLookedAt = 1_000;

    private readonly Fact[][] _reasons =
    [
        .. proofs.Select(proof => proof.Facts().Select(fact => fact.Fact!).ToArray()),
    ];
    private readonly Relaxation[][] _relaxations =
    [
        .. proofs.Select(proof => Relaxations.Of(question, proof).Where(relaxation => isMeant(relaxation)).ToArray()),
    ];
    private readonly PriorityQueue<Relaxation[], (int Cost, int Order)> _open = new([([], (0, 0))]);
    private readonly HashSet<string> _seen = [];

    /// <summary>The next plan; null if none.</summary>
    public Relaxation[]? Next()
    {
        while (_seen.Count < MostLookedAt && _open.TryDequeue(out var plan, out _))
        {
            var missed = Array.FindIndex(
                _reasons,
                facts => !Array.Exists(plan, relaxation => Array.Exists(facts, fact => relaxation.Relaxes(fact)))
            );
            if (missed < 0)
            {
                return plan;
            }

            AddEach(plan, _relaxations[missed]);
        }

        return null;
    }

    /// <summary>Whether a plan has room for another change.</summary>
    public bool MayGrow(Relaxation[] plan) => plan.Length < most;

    /// <summary>Adds the plans that also change what is in the way of one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="lifted">The question after it.</param>
    /// <param name="proof">Why that has no answer.</param>
    public void Grow(Relaxation[] plan, SolverQuestion lifted, Incompatibility proof) =>
        AddEach(plan, Relaxations.Of(lifted, proof).Where(relaxation => isMeant(relaxation)));

    private void AddEach(Relaxation[] plan, IEnumerable<Relaxation> more)
    {
        foreach (var relaxation in more)
        {
            Relaxation[] next =
            [
                .. plan.Where(one => one.Subject is null || one.Subject != relaxation.Subject),
                relaxation,
            ];
            if (
                next.Length <= most
                && _seen.Add(string.Join('\n', next.Select(one => one.Key).Order(StringComparer.Ordinal)))
            )
            {
                _open.Enqueue(next, (next.Sum(one => 1 + (int)one.Rank), _seen.Count));
            }
        }
    }
}
