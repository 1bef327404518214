using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions;

/// <summary>Decides whether an approval that is about to be recorded would count for any gate.</summary>
public static class ApprovalDecision
{
    /// <summary>Whether anyone is asked to approve a promotion to the question's environment.</summary>
    public static bool IsAsked(PromotionQuestion question) => Rules(question).Any();

    /// <summary>The question once an approval is among the records.</summary>
    public static PromotionQuestion With(PromotionQuestion question, PromotionRecord approval) =>
        question with
        {
            Promotions = new PromotionHistory(question.Promotions.Records.Add(approval)),
        };

    /// <summary>The question once a commit that approves is among those of the checkout.</summary>
    public static PromotionQuestion With(PromotionQuestion question, CommitApproval approval)
    {
        var looks = Rules(question).Select(rule => CommitApprovalsLook.For(rule.Expires, question.Now)).Distinct();
        return question with
        {
            Answers = looks.Aggregate(
                question.Answers,
                (answers, look) =>
                {
                    var before = answers.Of(look).Answer ?? CommitApprovals.None;
                    return answers.With(look, before with { All = before.All.Add(approval) });
                }
            ),
        };
    }

    /// <summary>The approvals of commits by which a set is promoted, each as a record of its own, so that the history keeps them, and they count once.</summary>
    /// <param name="question">The question.</param>
    /// <param name="head">What a record begins with.</param>
    internal static IEnumerable<PromotionRecord> InCommits(PromotionQuestion question, Func<RecordHead> head) =>
        Rules(question)
            .SelectMany(rule => ApprovalCount.Of(rule, question).InCommits)
            .DistinctBy(approval => approval.Commit)
            .Select(approval =>
                approval with
                {
                    Head = head() with { At = approval.Head.At, Who = approval.Head.Who },
                }
            );

    /// <summary>Why an approval counts for no gate, as clauses; empty when it counts for one.</summary>
    /// <param name="before">The question without it.</param>
    /// <param name="after">The question with it, once signatures were checked.</param>
    public static string WhyNot(PromotionQuestion before, PromotionQuestion after)
    {
        var notes = new List<string>();
        foreach (var rule in Rules(before))
        {
            var (without, with) = (ApprovalCount.Of(rule, before), ApprovalCount.Of(rule, after));
            if (with.People.Length > without.People.Length || with.Uncertain > without.Uncertain)
            {
                return "";
            }

            var more = with.Notes.Except(without.Notes, StringComparer.Ordinal).ToImmutableArray();
            notes.AddRange(more.IsEmpty ? with.Notes : more);
        }

        return Prose.Clauses([.. notes.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Who approved, as far as that is proved: the signer where the approval was found to be signed, else who the record names.</summary>
    public static string Who(PromotionQuestion question, PromotionRecord.Approved approval) =>
        question.Answers.Of(new ApprovalSignatureLook(approval)).Answer?.Signer is { } signer
            ? $"{signer}, who signed"
            : approval.Head.Who;

    private static IEnumerable<ApprovalRule> Rules(PromotionQuestion question) =>
        question.Step.Policy.Gates.Select(gate => gate.Rule).OfType<ApprovalRule>();
}
