using PathToProd.Facts.Ledger;

namespace PathToProd.Decisions.Promotions.Questions;

/// <summary>How long it usually takes to deploy a version set to an environment.</summary>
/// <param name="Duration">The duration that nine of ten deployments did not exceed.</param>
/// <param name="Count">Of how many deployments.</param>
internal sealed record UsualDuration(TimeSpan Duration, int Count)
{
    /// <summary>Older ones say little about what is deployed now.</summary>
    private const int Newest = 20;

    private const double Share = 0.9;

    /// <summary>
    /// Takes it from the last runs that named a version set and succeeded in everything they did, rollbacks aside; null when there was none. A run takes from
    /// its first attempt's start to its last one's end.
    /// </summary>
    public static UsualDuration? Of(DeploymentHistory history)
    {
        var parts = history
            .Attempts.Where(attempt => attempt.Started is { Set: not null, Action: LedgerAction.Deploy })
            .Select(attempt =>
                (
                    attempt.Started.Run,
                    From: attempt.Started.At,
                    To: attempt.At,
                    IsGood: attempt.Outcome == AttemptOutcome.Succeeded && attempt.Started.Rollback is null
                )
            )
            .Concat(
                history
                    .Units.Where(unit => unit.Started is { Set: not null, Action: LedgerAction.Deploy })
                    .Select(unit =>
                        (
                            unit.Started.Run,
                            From: unit.Started.At,
                            To: unit.At,
                            IsGood: unit.Outcome == AttemptOutcome.Succeeded && unit.Started.Rollback is null
                        )
                    )
            );
        var durations = parts
            .GroupBy(part => part.Run, StringComparer.Ordinal)
            .Where(run => run.All(part => part.IsGood))
            .Select(run =>
                (Ended: run.Max(part => part.To), Took: run.Max(part => part.To) - run.Min(part => part.From))
            )
            .OrderByDescending(run => run.Ended)
            .Take(Newest)
            .Select(run => run.Took)
            .Order()
            .ToArray();
        return durations.Length == 0
            ? null
            : new UsualDuration(durations[(int)Math.Ceiling(Share * durations.Length) - 1], durations.Length);
    }
}
