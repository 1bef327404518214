using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Decisions.Promotions.Times;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Decisions.Promotions;

/// <summary>
/// Decides what may move in one environment. It follows from facts alone, so each call comes to the same, however many there are: what was
/// promoted is not promoted again, and a failed environment takes nothing more.
/// </summary>
public static class AdvanceDecision
{
    /// <summary>Decides.</summary>
    /// <param name="question">What is known, about the environment. Its set counts for nothing.</param>
    public static AdvanceMove Of(PromotionQuestion question) =>
        Unfinished(question) ?? Next(question, Desired(question)?.Record);

    /// <summary>What comes before any other set: what was promoted is to be there first. Null when it is, or nothing was promoted.</summary>
    internal static AdvanceMove? Unfinished(PromotionQuestion question)
    {
        var environment = question.Environment;
        if (question.NotRead(environment) is { } unread)
        {
            return new AdvanceMove.Unknown(environment, unread);
        }

        var history = question.Histories[environment];
        if (history.Attempts.LastOrDefault(attempt => attempt.Outcome == AttemptOutcome.InProgress) is { } running)
        {
            return new AdvanceMove.Waits(environment, running);
        }

        return Desired(question) is { } desired ? Unfinished(question, history, desired.Record, desired.Set) : null;
    }

    /// <summary>
    /// Whether it is a time of the step's schedule, a set waits for it, and no call has recorded yet that it asked: then this one does, so that the time does
    /// not count as missed.
    /// </summary>
    /// <param name="question">What is known, about the environment. Its set counts for nothing.</param>
    public static bool IsToRecordAsking(PromotionQuestion question) =>
        question.Step.Schedule is { } schedule
        && Candidates(question) is { IsEmpty: false } candidates
        && Standing(question, schedule, Desired(question)?.Record, candidates) is { IsDue: true, Last: var time }
        && !question.Promotions.AskedIn(question.Environment).Any(asked => asked >= time);

    /// <summary>Where the schedule of the step stands for sets that wait.</summary>
    internal static ScheduleState Standing(
        PromotionQuestion question,
        Schedule schedule,
        PromotionRecord.Promoted? last,
        ImmutableArray<VersionSet> candidates
    ) =>
        ScheduleState.Of(
            schedule,
            Latest(last?.Head.At, Came(question, candidates[^1])),
            question.Now,
            question.Promotions.AskedIn(question.Environment)
        );

    /// <summary>The sets that may come next, the newest first: newer than what should run, and not condemned.</summary>
    public static ImmutableArray<VersionSet> Candidates(PromotionQuestion question)
    {
        var last = question.Promotions.Desired(question.Environment)?.Set;
        var before = Before(question);
        return
        [
            .. question
                .Sets.Reverse()
                .TakeWhile(set =>
                    last is null || set.Digest != last.Digest && VersionSetName.Compare(set.Name, last.Name) > 0
                )
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

        return
        [
            .. question
                .Path.EnvironmentsBefore(question.Step)
                .SelectMany(question.Promotions.PromotionsTo)
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
        if (SetStay.Of(history, set) is [.., { To: null }])
        {
            return null;
        }

        // What failed before is not this set's fault.
        if (!history.Attempts.Any(attempt => attempt.Started.At > promoted.Head.At))
        {
            return new AdvanceMove.Deploys(question.Environment, set);
        }

        // Where nothing failed, a person deployed something else since. What was interrupted or cancelled is run again.
        var failures = Failures.Of(question, question.Environment).ToImmutableArray();
        return failures.IsEmpty ? null
            : failures.All(cause => cause.Kind == CauseKind.Unknown)
                ? new AdvanceMove.Deploys(question.Environment, set)
            : new AdvanceMove.Failed(
                question.Environment,
                set,
                failures,
                question.Step.Policy.RollsBack && !promoted.IsBack,
                Back(question, history, set)
            );
    }

    /// <summary>The set that was promoted there before and was good there.</summary>
    private static VersionSet? Back(PromotionQuestion question, DeploymentHistory history, VersionSet failed) =>
        question
            .Promotions.PromotionsTo(question.Environment)
            .Reverse()
            .Where(record =>
                record.Set.Digest != failed.Digest && question.Promotions.Condemnation(record.Set.Digest) is null
            )
            .Select(record => question.Sets.LastOrDefault(set => set.Digest == record.Set.Digest))
            .FirstOrDefault(set => set is not null && !SetStay.Of(history, set).IsEmpty);

    /// <summary>Whether a set is to be announced before anything else can happen: a gate asks for notice, and none was given.</summary>
    public static bool NeedsNotice(PromotionVerdict verdict) =>
        verdict.Gates.Any(gate =>
            gate.Blocking.Any(cause => gate.Kind == NoticeGate.Kind && cause.About == NoticeGate.NotAnnounced)
        );

    /// <summary>The records by which a set that failed is condemned, and what was good before should run again.</summary>
    /// <param name="failed">What failed.</param>
    /// <param name="promotions">What was decided so far.</param>
    /// <param name="head">What a record begins with, given why.</param>
    public static ImmutableArray<PromotionRecord> GoingBack(
        AdvanceMove.Failed failed,
        PromotionHistory promotions,
        Func<string, RecordHead> head
    )
    {
        var records = ImmutableArray.CreateBuilder<PromotionRecord>();
        var set = PromotionDecision.Reference(failed.Set);
        var why =
            $"failed in {failed.Environment}: {Text.Prose.List([.. failed.Causes.Select(cause => cause.Because)])}";
        if (promotions.Condemnation(failed.Set.Digest) is null)
        {
            records.Add(new PromotionRecord.Condemned { Head = head(why), Set = set });
        }

        if (failed.Back is { } back)
        {
            records.Add(
                new PromotionRecord.Promoted
                {
                    Head = head($"{failed.Set.Name} {why}"),
                    Environment = failed.Environment,
                    Set = PromotionDecision.Reference(back),
                    From = set,
                    Policy = "",
                    IsBack = true,
                }
            );
        }

        return records.ToImmutable();
    }

    private static AdvanceMove Next(PromotionQuestion question, PromotionRecord.Promoted? last)
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

        if (
            question.Step.Schedule is { } schedule
            && Standing(question, schedule, last, candidates) is { IsDue: false } state
        )
        {
            return new AdvanceMove.Stays(question.Environment, [], state.Next) { Missed = state.Missed };
        }

        var (blocked, open, passedOver) = Choice(question, candidates, new WaveFindings());
        return open is null
            ? new AdvanceMove.Stays(question.Environment, blocked)
            : new AdvanceMove.Promotes(open, blocked, passedOver);
    }

    /// <summary>The newest set that may come, the newer ones that may not yet, and the older ones, which never come as it is taken.</summary>
    internal static (
        ImmutableArray<PromotionVerdict> Blocked,
        PromotionVerdict? Open,
        ImmutableArray<VersionSet> PassedOver
    ) Choice(PromotionQuestion question, ImmutableArray<VersionSet> candidates, WaveFindings findings)
    {
        if (question.Step.Pace.Choice == PaceChoice.Every)
        {
            candidates = [.. candidates.TakeLast(1)];
        }

        var blocked = ImmutableArray.CreateBuilder<PromotionVerdict>();
        for (var at = 0; at < candidates.Length; at++)
        {
            var verdict = PromotionDecision.Of(question with { Set = candidates[at] }, findings);
            if (verdict.IsOpen)
            {
                return (blocked.ToImmutable(), verdict, candidates[(at + 1)..]);
            }

            blocked.Add(verdict);
        }

        return (blocked.ToImmutable(), null, []);
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;

    /// <summary>When a set could come for the first time: once it was promoted before, or pinned where the path begins.</summary>
    private static DateTimeOffset? Came(PromotionQuestion question, VersionSet set)
    {
        var before = question.Path.EnvironmentsBefore(question.Step).ToHashSet(StringComparer.Ordinal);
        return question
                .Promotions.Records.OfType<PromotionRecord.Promoted>()
                .FirstOrDefault(record => record.Set.Digest == set.Digest && before.Contains(record.Environment))
                ?.Head.At
            ?? set.At;
    }
}
