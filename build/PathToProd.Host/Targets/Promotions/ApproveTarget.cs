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
            [Option.Set, Option.Environment, Option.Why, Option.SignWith]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        using var view = new PromotionView(invocation);
        var environment = PromotionArguments.Environment(invocation);
        var set = view.References.Need(Option.Set);
        var question = view.Look().About(view.StepOf(environment), environment, set);
        if (!ApprovalDecision.IsAsked(question))
        {
            throw PlatformException.Wrong(
                $"nobody is asked to approve a promotion to {environment}",
                $"promote it: ./build.sh --target=Promote --set={set.Name} --environment={environment}"
            );
        }

        var approval = Signed(invocation, view, Approval(view, question));
        var before = view.Answered(question, [set]);
        var after = view.Answered(ApprovalDecision.With(question, approval), [set]);
        return ApprovalDecision.WhyNot(before, after) is { Length: > 0 } why
            ? throw PlatformException.Refused($"Nothing was recorded: {why}.")
            : Recorded.Write(
                view,
                approval,
                $"{set.Name} is approved for {environment} by {ApprovalDecision.Who(after, approval)}. What else is in the way: ./build.sh --target=Gates --set={set.Name} --environment={environment}"
            );
    }

    private static PromotionRecord.Approved Approval(PromotionView view, PromotionQuestion question) =>
        new()
        {
            Head = view.Head(view.Reason(isNeeded: false)),
            Environment = question.Environment,
            Set = PromotionDecision.Reference(question.Set),
            Policy = question.Step.Policy.Digest,
            Plan = question.Plan,
        };

    private static PromotionRecord.Approved Signed(
        Invocation invocation,
        PromotionView view,
        PromotionRecord.Approved record
    ) =>
        invocation.Arguments[Option.SignWith] is { } key
            ? (PromotionRecord.Approved)
                new Signing(invocation, view.References.Files).Records.Sign(record, key, "--sign-with")
            : record;
}
