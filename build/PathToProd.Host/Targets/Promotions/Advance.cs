using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Notifications;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Notifications;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Does in one environment what <see cref="AdvanceDecision"/> decides, until nothing more is to be done there.</summary>
internal sealed class Advance(PromotionView view, Invocation invocation)
{
    private readonly Promotion _promotion = new(view, invocation);
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Whether the user or a signal has ended it: what was promoted is deployed by the next call.</summary>
    public bool IsCancelled => invocation.RunInterruption.IsRequested;

    private bool IsDryRun => invocation.Arguments.Has(Option.DryRun);

    /// <summary>Goes as far as it may in an environment: every set in its turn where the step says so, and after a rollback what comes next.</summary>
    public IEnumerable<AdvanceStep> Steps(PromotionStep step, string environment)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var done = Step(step, environment);
            var isEnd = done.Move is AdvanceMove.Stays { Blocked.IsEmpty: true };
            if (isFirst || !isEnd)
            {
                yield return done;
            }

            if (!done.IsDone || IsCancelled)
            {
                yield break;
            }
        }
    }

    /// <summary>Records in which environments it was the time of a schedule, and nothing was promoted: one record for all, so that the history stays short.</summary>
    public void RecordAsking()
    {
        if (_asked.Count > 0)
        {
            view.Records.Append(
                new PromotionRecord.Asked { Head = view.Head(reason: null), Environments = [.. _asked] }
            );
        }
    }

    private AdvanceStep Step(PromotionStep step, string environment)
    {
        var seen = view.Look().About(step, environment);
        var move = AdvanceDecision.Of(view.Answered(seen, AdvanceDecision.Candidates(seen)));
        if (IsDryRun)
        {
            return new AdvanceStep(step, environment, move, IsDone: false, HasFailed: move is AdvanceMove.Unknown);
        }

        if (move is not AdvanceMove.Promotes && AdvanceDecision.IsToRecordAsking(seen))
        {
            _asked.Add(environment);
        }

        BringVersionsUpToDate(seen);
        return move switch
        {
            AdvanceMove.Promotes promotes => Promote(step, promotes),
            AdvanceMove.Deploys deploys => Deploy(step, deploys.Set, move),
            AdvanceMove.Failed { RollsBack: true } => RollBack(step, environment),
            AdvanceMove.Stays stays => Wait(step, stays),
            AdvanceMove.Failed failed => Fail(step, failed),
            _ => new AdvanceStep(step, environment, move, IsDone: false, HasFailed: move is AdvanceMove.Unknown),
        };
    }

    /// <summary>
    /// What was promoted counts, whatever the checkout says: another one may have promoted it, and a job's checkout is thrown away.
    /// </summary>
    private void BringVersionsUpToDate(PromotionQuestion question)
    {
        if (
            question.UnreadRecords.IsEmpty
            && question.Promotions.Desired(question.Environment) is { Set: var desired }
            && question.Sets.LastOrDefault(set => set.Digest == desired.Digest) is { } set
            && VersionsFile.Write(invocation.Workspace, question.Environment, set)
        )
        {
            invocation.Say(
                $"environments/{question.Environment}/versions.yaml says {desired.Name} now, which was promoted there before."
            );
        }
    }

    /// <summary>Announces what has to be announced first, and notifies people of what is in the way.</summary>
    private AdvanceStep Wait(PromotionStep step, AdvanceMove.Stays stays)
    {
        foreach (var verdict in stays.Blocked)
        {
            if (AdvanceDecision.NeedsNotice(verdict))
            {
                _promotion.Announce(stays.Environment, verdict.Question.Set, reason: null);
            }

            if (Notification.Of(verdict) is { } notification)
            {
                view.Notifier.Send(notification);
            }
        }

        return new AdvanceStep(step, stays.Environment, stays, IsDone: false, HasFailed: false);
    }

    private AdvanceStep Promote(PromotionStep step, AdvanceMove.Promotes promotes)
    {
        var set = promotes.Verdict.Question.Set;
        var outcome = _promotion.Promote(step, promotes.Environment, set, "Advance", promotes.PassedOver);
        return outcome.Record is null
            ? new AdvanceStep(
                step,
                promotes.Environment,
                new AdvanceMove.Stays(promotes.Environment, [outcome.Verdict]),
                IsDone: false,
                HasFailed: false
            )
            : Deploy(step, set, promotes);
    }

    private AdvanceStep Deploy(PromotionStep step, VersionSet set, AdvanceMove move)
    {
        invocation.Say($"Deploying {set.Name} to {move.Environment}, as it was promoted there.");
        var report = Quietly(() => _promotion.Deploy(move.Environment, set));
        view.Forget();
        if (report.ExitCode == ExitCode.Done)
        {
            return new AdvanceStep(step, move.Environment, move, IsDone: true, HasFailed: false);
        }

        var next = AdvanceDecision.Of(view.Look().About(step, move.Environment));
        return IsCancelled || next is not AdvanceMove.Failed failed
                ? new AdvanceStep(step, move.Environment, next, IsDone: false, HasFailed: true)
            : failed.RollsBack ? RollBack(step, move.Environment)
            : Fail(step, failed);
    }

    private AdvanceStep Fail(PromotionStep step, AdvanceMove.Failed failed)
    {
        view.Notify(NotificationEvent.Failed, failed);
        return new AdvanceStep(step, failed.Environment, failed, IsDone: false, HasFailed: true);
    }

    /// <summary>
    /// Of several that see the failure, the one whose records come first goes back; if it is killed before that, the next call deploys what
    /// the records say.
    /// </summary>
    private AdvanceStep RollBack(PromotionStep step, string environment)
    {
        while (true)
        {
            var seen = view.Look();
            var move = AdvanceDecision.Of(seen.About(step, environment));
            if (move is not AdvanceMove.Failed { RollsBack: true } failed)
            {
                return new AdvanceStep(step, environment, move, IsDone: false, HasFailed: true);
            }

            var records = AdvanceDecision.GoingBack(failed, seen.Records.Reading.History, view.Head);
            if (records.IsEmpty || view.Records.TryAppend(records, seen.Records))
            {
                return RollBack(step, failed);
            }
        }
    }

    private AdvanceStep RollBack(PromotionStep step, AdvanceMove.Failed failed)
    {
        var environment = failed.Environment;
        view.Notify(NotificationEvent.Failed, failed);
        if (failed.Back is not { } back)
        {
            invocation.Say(
                $"{failed.Set.Name} failed in {environment} and is condemned. Nothing good ran there before, so nothing goes back."
            );
            return new AdvanceStep(step, environment, failed, IsDone: false, HasFailed: true);
        }

        invocation.Say(
            $"{failed.Set.Name} failed in {environment} and is condemned. {environment} goes back to {back.Name}."
        );
        VersionsFile.Write(invocation.Workspace, environment, back);
        var report = Quietly(() => _promotion.RollBack(environment, $"{failed.Set.Name} failed"));
        view.Forget();
        if (report.ExitCode == ExitCode.Done)
        {
            view.Notify(NotificationEvent.RolledBack, failed);
        }

        return new AdvanceStep(step, environment, failed, IsDone: report.ExitCode == ExitCode.Done, HasFailed: true);
    }

    /// <summary>A run within this one: what it does is seen while it goes on, and its result is part of this one's.</summary>
    private Report Quietly(Func<Report> run)
    {
        try
        {
            var report = run();
            invocation.Say(report.Text(invocation.Style).Trim('\n'));
            return report;
        }
        catch (PlatformException exception)
        {
            invocation.Say(exception.Message);
            return Report.Nothing(exception.Message, exception.ExitCode);
        }
    }
}
