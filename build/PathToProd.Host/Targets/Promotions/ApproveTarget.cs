using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Promotions;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>Approves that a set is promoted to an environment.</summary>
internal static class ApproveTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Approve",
            "approves that a version set is promoted to an environment",
            "It counts for these artifacts, this policy and what runs there now: when one of them changes, it is asked for again.",
            [Option.Set, Option.Environment, Option.Why]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var environment = PromotionArguments.Environment(invocation);
        var step = view.StepOf(environment);
        var set = view.References.Need(Option.Set);
        if (step.Policy.Gates.All(gate => gate.Rule.Kind != "approval"))
        {
            throw PlatformException.Wrong(
                $"nobody is asked to approve a promotion to {environment}",
                $"promote it: ./build.sh --target=Promote --set={set.Name} --environment={environment}"
            );
        }

        var question = view.Look().About(step, environment, set);
        return Recorded.Write(
            view,
            new PromotionRecord.Approved
            {
                Head = view.Head(view.Reason(isNeeded: false)),
                Environment = environment,
                Set = PromotionDecision.Reference(set),
                Policy = step.Policy.Digest,
                Plan = question.Plan,
            },
            $"{set.Name} is approved for {environment} by you. What else is in the way: ./build.sh --target=Gates --set={set.Name} --environment={environment}"
        );
    }
}
