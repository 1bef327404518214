using PathToProd.Decisions.Promotions;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Walks the whole path once: promotes and deploys what its gates allow.</summary>
internal static class AdvanceTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Advance",
            "walks the path once: promotes and deploys what its gates allow",
            "From cron, a schedule of CI, or by hand, in several places at once if need be: asked twice it does what it does once. It goes past no "
                + "environment that failed. With --dry-run it only shows what it would do. See docs/promotion.md.",
            [Option.DryRun]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        if (!invocation.Arguments.Has(Option.DryRun))
        {
            WorkingCheck.Refuse(invocation, "Advance", environment: null);
        }

        using var view = new PromotionView(invocation);
        var advance = new Advance(view, invocation);
        var path = view.NeededPath;
        view.Notifier.SendWaiting();
        var steps = new List<AdvanceStep>();
        foreach (var step in path.Steps)
        {
            foreach (var environment in step.Environments.TakeWhile(_ => !advance.IsCancelled))
            {
                steps.AddRange(advance.Steps(step, environment));
            }
        }

        advance.RecordAsking();
        var now = invocation.Clock.GetUtcNow();
        return new Report
        {
            Text = style => AdvanceReport.Text(steps, style, now),
            Json = () => AdvanceReport.Json(steps),
            ExitCode =
                advance.IsCancelled ? ExitCode.Cancelled
                : steps.Exists(step => step.HasFailed) ? ExitCode.Failed
                : ExitCode.Done,
        };
    }
}
