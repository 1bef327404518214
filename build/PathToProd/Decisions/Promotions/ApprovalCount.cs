using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Promotions;
using PathToProd.Model.People;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions;

/// <summary>Whose approval counts for a promotion, and why that of others does not.</summary>
/// <param name="People">The different people, by user name, in the order in which they approved.</param>
/// <param name="Uncertain">How many more there may be: whether their signatures are good is not known.</param>
/// <param name="Notes">Why an approval does not count, a clause for each.</param>
internal sealed record ApprovalCount(ImmutableArray<string> People, int Uncertain, ImmutableArray<string> Notes)
{
    /// <summary>The approvals that are about the promotion, whether they count or not.</summary>
    public static IEnumerable<PromotionRecord.Approved> Given(PromotionQuestion question)
    {
        var (environment, name, digest) = (question.Environment, question.Set.Name, question.Set.Digest);
        return PromotionRound
            .Of(question.Promotions, environment, digest)
            .OfType<PromotionRecord.Approved>()
            .Where(approval =>
                approval.Environment == environment && (approval.Set.Digest == digest || approval.Set.Name == name)
            );
    }

    /// <summary>Counts them.</summary>
    public static ApprovalCount Of(ApprovalRule rule, PromotionQuestion question)
    {
        var group = question.Path.People.Of(rule.Group, question.Environment);
        var bound = new Bound(question.Set.Digest, question.Step.Policy.Digest, question.Plan);
        var people = new List<string>();
        var uncertain = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var notes = new List<string>();
        foreach (var approval in Given(question))
        {
            var who = approval.Head.Who;
            if (WhyNot(approval, rule, bound, question) is { } why)
            {
                notes.Add($"the approval by {who} does not count, as {why}");
                continue;
            }

            if (rule.IsSigned)
            {
                var (check, silence) = question.Answers.Of(new ApprovalSignatureLook(approval));
                if (check?.State != SignatureState.Valid)
                {
                    notes.Add(
                        check is null
                            ? $"it is not known whether the approval by {who} is signed: {silence}"
                            : $"the approval by {who} does not count, as its signature is wrong: {check.Wrong}"
                    );
                    if (check is null && group.Any(entry => Identity.IsMeant(entry, who)))
                    {
                        uncertain.Add(Identity.UserOf(who));
                    }

                    continue;
                }

                // What is proved is who signed.
                who = check.Signer!;
            }

            var user = Identity.UserOf(who);
            if (!group.Any(entry => Identity.IsMeant(entry, who)))
            {
                notes.Add($"the approval by {who} does not count, as {user} is not in {rule.Group}");
            }
            else if (people.Contains(user, StringComparer.OrdinalIgnoreCase))
            {
                notes.Add($"{user} approved it more than once, which counts once");
            }
            else
            {
                people.Add(user);
            }
        }

        uncertain.ExceptWith(people);
        return new ApprovalCount([.. people], uncertain.Count, [.. notes.Distinct(StringComparer.Ordinal)]);
    }

    private static string? WhyNot(
        PromotionRecord.Approved approval,
        ApprovalRule rule,
        Bound bound,
        PromotionQuestion question
    )
    {
        var expires = approval.Head.At + rule.Expires;
        return approval.Set.Digest != bound.Set
                ? $"it is for another set of the name {approval.Set.Name} ({approval.Set.Digest.ShortText})"
            : approval.Policy != bound.Policy ? "the policy has changed since"
            : approval.Plan != bound.Plan
                ? $"what the promotion would change in {question.Environment} is no longer the same"
            : expires <= question.Now ? $"it expired at {Moment.Text(expires)}"
            : rule.IsSigned && approval.Head.Signature is null ? "it is not signed"
            : null;
    }

    /// <summary>What an approval must be for.</summary>
    private sealed record Bound(Digest Set, Digest Policy, Digest Plan);
}
