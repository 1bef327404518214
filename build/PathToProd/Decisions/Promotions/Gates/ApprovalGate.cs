using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Model.People;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Enough different people of a group approved exactly this: the set, what it would change, and the policy.</summary>
internal sealed class ApprovalGate(ApprovalRule rule) : IGate
{
    public IEnumerable<Look> Looks(PromotionQuestion question) =>
        [
            CommitApprovalsLook.For(rule.Expires, question.Now),
            .. ApprovalCount
                .Given(question)
                .Where(approval => rule.IsSigned && approval.Head.Signature is not null)
                .Select(approval => new ApprovalSignatureLook(approval)),
        ];

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        var count = ApprovalCount.Of(rule, question);
        if (count.People.Length < rule.Quorum)
        {
            yield return TooFew(question, count);
        }
        else if (Author(question, count) is { } author)
        {
            yield return author;
        }
    }

    public string Open(PromotionQuestion question) =>
        $"{Prose.List(ApprovalCount.Of(rule, question).People)} of {rule.Group} approved it";

    private GateCause TooFew(PromotionQuestion question, ApprovalCount count) =>
        new()
        {
            Kind =
                count.MayHaveMore || count.People.Length + count.Uncertain >= rule.Quorum
                    ? CauseKind.Unknown
                    : CauseKind.Closed,
            About = $"approval by {rule.Group}",
            Because =
                $"{question.Set.Name} has {count.People.Length} of {Prose.Count(rule.Quorum, "approval")} by {rule.Group} for {question.Environment}"
                + (count.People.IsEmpty ? "" : $" ({Prose.List(count.People)})")
                + string.Concat(count.Notes.Select(note => $"; {note}")),
            Lift = $"{Ask(question, count.People)}{Approve(question)}",
        };

    /// <summary>Whether the author alone approved; null when another did, or when that is enough.</summary>
    private GateCause? Author(PromotionQuestion question, ApprovalCount count)
    {
        if (rule.AuthorIsEnough || count.People.Length > 1)
        {
            return null;
        }

        var author = question.Set.Who is { } who ? Identity.UserOf(who) : null;
        return author is not null && !author.Equals(count.People[0], StringComparison.OrdinalIgnoreCase)
            ? null
            : new GateCause
            {
                Kind = author is null ? CauseKind.Unknown : CauseKind.Closed,
                About = $"approval by another person than the author",
                Because = author is null
                    ? $"it is not known who made {question.Set.Name}, and {count.People[0]} may have approved their own set"
                    : $"{author} made {question.Set.Name}, and no one else has approved it",
                Lift = $"{Ask(question, count.People)}{Approve(question)}",
            };
    }

    private string Ask(PromotionQuestion question, IReadOnlyCollection<string> approved)
    {
        var others = question
            .Path.People.Of(rule.Group, question.Environment)
            .Where(entry => !approved.Contains(Identity.UserOf(entry), StringComparer.OrdinalIgnoreCase))
            .ToArray();
        return others.Length == 0
            ? $"add people to {rule.Group}, as it has no one else, and have them approve it: "
            : $"ask {Prose.List(others, "or")}: ";
    }

    private string Approve(PromotionQuestion question) =>
        $"./build.sh --target=Approve --set={question.Set.Name} --environment={question.Environment}"
        + (rule.IsSigned ? " --sign-with=KEY" : "");
}
