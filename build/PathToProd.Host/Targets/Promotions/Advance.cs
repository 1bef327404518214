using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Promotions;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Does in one environment what <see cref="AdvanceDecision"/> decides, until nothing more is to be done there.</summary>
internal sealed class Advance(PromotionView view, Invocation invocation)
{
    private readonly Promotion _promotion = new(view, invocation);

    private bool IsDryRun => invocation.Arguments.Has(Option.DryRun);

    /// <summary>Goes as far as it may in an environment.</summary>
    public AdvanceStep Step(PromotionStep step, string environment)
    {
        var seen = view.Look().About(step, environment);
        var move = AdvanceDecision.Of(view.Answered(seen, AdvanceDecision.Candidates(seen)));
        if (IsDryRun)
        {
            return new AdvanceStep(step, environment, move, IsDone: false, HasFailed: false);
        }

        return move switch
        {
            AdvanceMove.Promotes promotes => Promote(step, promotes),
            AdvanceMove.Deploys deploys => Deploy(step, deploys.Set, move),
            AdvanceMove.Failed { RollsBack: true } failed => RollBack(
                step,
                failed,
                view.Records.Read().Reading.History
            ),
            _ => new AdvanceStep(step, environment, move, IsDone: false, HasFailed: move is AdvanceMove.Failed),
        };
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

        var seen = view.Look();
        var next = AdvanceDecision.Of(seen.About(step, move.Environment));
        return next is AdvanceMove.Failed { RollsBack: true } failed
            ? RollBack(step, failed, seen.Records.Reading.History)
            : new AdvanceStep(step, move.Environment, next, IsDone: false, HasFailed: true);
    }

    /// <summary>Condemns the set first: if this is killed in between, nothing promotes it again, and the next call goes on.</summary>
    private AdvanceStep RollBack(PromotionStep step, AdvanceMove.Failed failed, PromotionHistory history)
    {
        var set = PromotionDecision.Reference(failed.Set);
        var reason = $"failed in {failed.Environment}: {Prose.List([.. failed.Causes.Select(cause => cause.Because)])}";
        if (history.Condemnation(failed.Set.Digest) is null)
        {
            view.Records.Append(new PromotionRecord.Condemned { Head = view.Head(reason), Set = set });
        }

        invocation.Say($"{failed.Set.Name} {reason}. It is condemned, and {failed.Environment} is rolled back.");
        var report = Quietly(() => _promotion.RollBack(failed.Environment, $"{failed.Set.Name} failed"));
        view.Forget();
        return new AdvanceStep(
            step,
            failed.Environment,
            failed,
            IsDone: report.ExitCode == ExitCode.Done,
            HasFailed: true
        );
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
