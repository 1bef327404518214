using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;

namespace PathToProd.Decisions.Promotions;

/// <summary>
/// Decides what may move in one environment. It follows from facts alone, so whoever asks, and however often, comes to the same: what was
/// promoted is not promoted again, and a failed environment takes nothing more.
/// </summary>
public static class AdvanceDecision
{
    /// <summary>Decides.</summary>
    /// <param name="question">What is known, about the environment. Its set counts for nothing.</param>
    public static AdvanceMove Of(PromotionQuestion question)
    {
        var environment = question.Environment;
        if (question.Histories.GetValueOrDefault(environment) is not { } history)
        {
            return new AdvanceMove.Stays(environment, Blocked(question, Candidates(question)));
        }

        if (history.Attempts.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.InProgress) is { } running)
        {
            return new AdvanceMove.Waits(environment, running);
        }

        var desired = Desired(question);
        if (desired is { } set && Unfinished(question, history, set.Record, set.Set) is { } move)
        {
            return move;
        }

        return Next(question, history, desired?.Record, desired?.Set);
    }

    /// <summary>The sets that may come next, the newest first: newer than what should run, and not condemned.</summary>
    public static ImmutableArray<VersionSet> Candidates(PromotionQuestion question)
    {
        var last = question.Promotions.Desired(question.Environment);
        var at = last is null ? -1 : IndexOf(question.Sets, last.Set);
        var before = Before(question);
        return
        [
            .. question
                .Sets.Skip(at + 1)
                .Reverse()
                .Where(set => question.Promotions.Condemnation(set.Digest) is null)
                .Where(set => before is null || before.Contains(set.Digest)),
        ];
    }

    /// <summary>The sets that were promoted to any environment before, by digest; null where the path begins.</summary>
    private static HashSet<Text.Digest>? Before(PromotionQuestion question)
    {
        if (question.Step.After.IsEmpty)
        {
            return null;
        }

        var environments = question.Path.EnvironmentsBefore(question.Step).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. question
                .Promotions.Records.OfType<PromotionRecord.Promoted>()
                .Where(record => environments.Contains(record.Environment))
                .Select(record => record.Set.Digest),
        ];
    }

    private static (PromotionRecord.Promoted Record, VersionSet Set)? Desired(PromotionQuestion question) =>
        question.Promotions.Desired(question.Environment) is { } record
        && question.Sets.LastOrDefault(set => set.Digest == record.Set.Digest) is { } set
            ? (record, set)
            : null;

    /// <summary>What is still to be done about what was promoted; null when it is there.</summary>
    private static AdvanceMove? Unfinished(
        PromotionQuestion question,
        DeploymentHistory history,
        PromotionRecord.Promoted promoted,
        VersionSet set
    )
    {
        var failures = Failures.Of(question, question.Environment).ToImmutableArray();
        return SetStay.Of(history, set) is [.., { To: null }] ? null
            : !failures.IsEmpty
                ? new AdvanceMove.Failed(question.Environment, set, failures, question.Step.Policy.RollsBack)
            : IsSince(history, promoted.Head.At) ? null // something else was deployed since, by a person
            : new AdvanceMove.Deploys(question.Environment, set);
    }

    private static bool IsSince(DeploymentHistory history, DateTimeOffset moment) =>
        history.Attempts.Any(attempt => attempt.Started.At > moment);

    private static AdvanceMove Next(
        PromotionQuestion question,
        DeploymentHistory history,
        PromotionRecord.Promoted? last,
        VersionSet? replaced
    )
    {
        var candidates = Candidates(question);
        if (candidates.IsEmpty)
        {
            return new AdvanceMove.Stays(question.Environment, []);
        }

        var pace = question.Step.Pace;
        if (last is not null && last.Head.At + pace.AtMostEvery is var next && next > question.Now)
        {
            return new AdvanceMove.Stays(question.Environment, [], next);
        }

        if (pace.Choice == PaceChoice.Every)
        {
            candidates = [candidates[^1]];
        }

        var blocked = ImmutableArray.CreateBuilder<PromotionVerdict>();
        for (var at = 0; at < candidates.Length; at++)
        {
            var verdict = PromotionDecision.Of(question with { Set = candidates[at] });
            if (verdict.IsOpen)
            {
                return new AdvanceMove.Promotes(
                    verdict,
                    blocked.ToImmutable(),
                    candidates[(at + 1)..],
                    replaced is not null && SetStay.Of(history, replaced).IsEmpty
                );
            }

            blocked.Add(verdict);
        }

        return new AdvanceMove.Stays(question.Environment, blocked.ToImmutable());
    }

    private static ImmutableArray<PromotionVerdict> Blocked(
        PromotionQuestion question,
        ImmutableArray<VersionSet> candidates
    ) => [.. candidates.Select(set => PromotionDecision.Of(question with { Set = set }))];

    private static int IndexOf(ImmutableArray<VersionSet> sets, SetReference reference)
    {
        for (var at = sets.Length - 1; at >= 0; at--)
        {
            if (sets[at].Digest == reference.Digest)
            {
                return at;
            }
        }

        return -1;
    }
}
