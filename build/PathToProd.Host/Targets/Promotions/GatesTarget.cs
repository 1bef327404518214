using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Shows what is in the way of the next promotions, why, and what would lift it.</summary>
internal static class GatesTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Gates",
            "shows which gates are closed, why, and what opens them and when",
            "About the sets that may come next to each environment of the path, or to the one that is named, or about one set. It changes nothing. "
                + "See docs/promotion.md.",
            [Option.Set, Option.Environment]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var path = view.NeededPath;
        var environment = invocation.Arguments.Has(Option.Environment) ? invocation.Environment.Name : null;
        var steps = environment is null ? path.Steps : [view.StepOf(environment)];
        var set = view.References.Find(Option.Set);
        var seen = view.Look();
        var asked = (
            from step in steps
            from one in step.Environments
            where environment is null || one == environment
            let question = seen.About(step, one)
            from candidate in set is null ? AdvanceDecision.Candidates(question) : [set]
            select question with
            {
                Set = candidate,
            }
        ).ToArray();
        var verdicts = view.Verdicts(asked);
        var now = invocation.Clock.GetUtcNow();
        string[] environments = environment is null ? [.. path.Environments] : [environment];
        var unread = seen.UnreadOf(view.WithThoseLookedAt(environments));
        return new Report
        {
            Text = style => GatesReport.Text(verdicts, style, now),
            Json = () => GatesReport.Json(verdicts, unread),
            Trouble = unread.IsEmpty ? null : UnreadLedger.Text(unread),
            ExitCode = unread.IsEmpty ? ExitCode.Done : ExitCode.Failed,
        };
    }
}
