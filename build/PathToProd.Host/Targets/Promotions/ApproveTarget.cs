using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Text;
using PathToProd.Tools.Processes;

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
            [Option.Set, Option.Environment, Option.Why, Option.SignWith, Option.Commit]
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

        var approval = Approval(view, question);
        var before = view.Answered(question, [set]);
        if (invocation.Arguments.Has(Option.Commit))
        {
            return InCommit(invocation, before, approval);
        }

        var signed = Signed(invocation, view, approval);
        var after = view.Answered(ApprovalDecision.With(question, signed), [set]);
        Refuse(before, after);
        return Recorded.Write(
            view,
            signed,
            $"{Approved(ApprovalDecision.Who(after, signed), question)}. {Rest(question)}"
        );
    }

    /// <summary>Makes the commit first, so that Git says who signed it; it is added only if it counts.</summary>
    private static Report InCommit(Invocation invocation, PromotionQuestion question, PromotionRecord.Approved approval)
    {
        var commits = new ApprovalCommits(
            invocation.Workspace,
            invocation.Model.Platform,
            new ProcessScope
            {
                Cancellation = invocation.RunInterruption.Politely,
                CancellationAtOnce = invocation.RunInterruption.AtOnce,
            }
        );
        var made = commits.Make(approval, invocation.Arguments[Option.SignWith], "--sign-with");
        Refuse(question, ApprovalDecision.With(question, made.Approval));
        commits.Add(made);
        var record = made.Approval.Record;
        return new Report
        {
            Text = _ =>
                $"{Approved(record.Head.Who, question)}, in commit {ShortCommit.Text(record.Commit)}. Push it: it counts in every checkout whose commit comes from it. {Rest(question)}\n",
            Json = () => RecordReport.Json(record),
        };
    }

    /// <exception cref="PlatformException">The approval would not count (exit code 3).</exception>
    private static void Refuse(PromotionQuestion before, PromotionQuestion after)
    {
        if (ApprovalDecision.WhyNot(before, after) is { Length: > 0 } why)
        {
            throw PlatformException.Refused($"Nothing was recorded: {why}.");
        }
    }

    private static string Approved(string who, PromotionQuestion question) =>
        $"{question.Set.Name} is approved for {question.Environment} by {who}";

    private static string Rest(PromotionQuestion question) =>
        $"What else is in the way: ./build.sh --target=Gates --set={question.Set.Name} --environment={question.Environment}";

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
