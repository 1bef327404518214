using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Notifications;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Notifications;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Promotes a set to an environment when all gates are open, and deploys it when asked.</summary>
internal static class PromoteTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Promote",
            "changes which version set an environment should run, when its gates are open",
            "It asks every gate, and asks again at the moment of writing. With --deploy it deploys the set too; without, ./build.sh --target=Deploy does. "
                + "With --dry-run it changes nothing, and where the gates are open it plans the deployment. See docs/promotion.md.",
            [Option.Set, Option.Environment, Option.Deploy, Option.Announce, Option.Why, Option.DryRun]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var environment = PromotionArguments.Environment(invocation);
        if (invocation.Arguments.Has(Option.Deploy) && !invocation.Arguments.Has(Option.DryRun))
        {
            // Before the promotion, which must not be recorded when its deployment is refused.
            WorkingCheck.Refuse(invocation, "Promote --deploy", environment);
        }

        var step = view.StepOf(environment);
        var set = view.References.Need(Option.Set);
        var reason = view.Reason(isNeeded: false);
        var promotion = new Promotion(view, invocation);
        if (invocation.Arguments.Has(Option.Announce))
        {
            var announced = promotion.Announce(environment, set, reason);
            return new Report
            {
                Text = _ =>
                    $"{set.Name} is announced for {environment}. It is not promoted yet: what is in the way: ./build.sh --target=Gates --environment={environment}\n",
                Json = () => RecordReport.Json(announced),
            };
        }

        var isDryRun = invocation.Arguments.Has(Option.DryRun);
        var contents = Contents.Of(invocation, environment, set);
        var outcome = isDryRun
            ? new Promotion.Outcome(promotion.Decide(view.Look().About(step, environment, set)), Record: null)
            : promotion.Promote(step, environment, set, reason, passedOver: []);
        var now = invocation.Clock.GetUtcNow();
        var (verdict, record) = outcome;
        var plan = isDryRun && verdict.IsOpen ? promotion.Plan(environment, set) : null;
        var report = new Report
        {
            Text = style =>
                $"{GatesReport.Text(verdict, style, now)}\n{contents.Text(style)}{plan?.Text(style)}"
                + Result(invocation, verdict, record, isDryRun, set),
            Json = () => PromotionReport.Json(verdict, record, contents.Report),
            ExitCode = plan?.ExitCode ?? (record is not null || verdict.IsOpen ? ExitCode.Done : ExitCode.Refused),
        };
        if (!isDryRun && Notification.Of(verdict) is { Event: NotificationEvent.WaitingForApproval } waiting)
        {
            // Those who may approve are not those who read this; what else is in the way, the caller reads here.
            view.Notifier.Send(waiting);
        }

        return record is null || !invocation.Arguments.Has(Option.Deploy)
            ? report
            : Deploy(view, promotion, step, environment, set, report);
    }

    private static Report Deploy(
        PromotionView view,
        Promotion promotion,
        PromotionStep step,
        string environment,
        VersionSet set,
        Report before
    )
    {
        var deployed = promotion.Deploy(environment, set, before);
        if (
            deployed.ExitCode != ExitCode.Done
            && AdvanceDecision.Of(view.Look().About(step, environment)) is AdvanceMove.Failed failed
        )
        {
            view.Notify(NotificationEvent.Failed, failed);
        }

        return deployed;
    }

    private static string Result(
        Invocation invocation,
        PromotionVerdict verdict,
        PromotionRecord.Promoted? record,
        bool isDryRun,
        VersionSet set
    )
    {
        var environment = verdict.Question.Environment;
        return record is null && !verdict.IsOpen ? ""
            : isDryRun
                ? $"\n{set.Name} would be promoted to {environment}. Nothing was changed. Do it: ./build.sh --target=Promote --set={set.Name} --environment={environment} --deploy\n"
            : $"\n{record!.Environment} should run {set.Name} from now on: environments/{environment}/versions.yaml says so, and the promotions keep why.\n"
                + (
                    invocation.Arguments.Has(Option.Deploy)
                        ? ""
                        : $"Deploy it: ./build.sh --target=Deploy --component=all --environment={environment} --set={set.Name}\n"
                );
    }
}
