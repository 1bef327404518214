using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.Signing;
using PathToProd.Model.People;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Questions;

/// <summary>Whose approval counts for a promotion, and why that of others does not.</summary>
/// <param name="People">The different people, by user name, in the order in which they approved.</param>
/// <param name="Uncertain">How many more there may be: whether their signatures are good is not known.</param>
/// <param name="Notes">Why an approval does not count, a clause for each.</param>
internal sealed record ApprovalCount(ImmutableArray<string> People, int Uncertain, ImmutableArray<string> Notes)
{
    /// <summary>Whether commits may approve it that are not seen here.</summary>
    public bool MayHaveMore { get; init; }

    /// <summary>The approvals that count and that commits gave.</summary>
    public ImmutableArray<PromotionRecord.Approved> InCommits { get; init; } = [];

    /// <summary>The recorded approvals that are about the promotion, whether they count or not.</summary>
    public static IEnumerable<PromotionRecord.Approved> Given(PromotionQuestion question) =>
        PromotionRound
            .Of(question.Promotions, question.Environment, question.Set.Digest)
            .OfType<PromotionRecord.Approved>()
            .Where(approval => approval.Commit is null && IsAbout(approval, question));

    /// <summary>Counts them.</summary>
    public static ApprovalCount Of(ApprovalRule rule, PromotionQuestion question)
    {
        var group = question.Path.People.Of(rule.Group, question.Environment);
        var bound = new Bound(question.Set.Digest, question.Step.Policy.Digest, question.Plan);
        var (commits, silence) = question.Answers.Of(CommitApprovalsLook.For(rule.Expires, question.Now));
        var unseen = commits is null ? silence : commits.Unseen;
        var people = new List<string>();
        var counted = new List<PromotionRecord.Approved>();
        var uncertain = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var notes = new List<string>();
        foreach (var (approval, signed) in Given(question).Select(WithoutCheck).Concat(NotUsed(commits, question)))
        {
            var proof = WhyNot(approval, rule, bound, question) is { } wrong
                ? new Proof(Who: null, $"{NameOf(approval)} does not count, as {wrong}")
                : Proved(approval, signed, rule, question);
            var who = proof.Who ?? approval.Head.Who;
            var user = Identity.UserOf(who);
            var isMeant = group.Any(entry => Identity.IsMeant(entry, who));
            if (proof.Who is null)
            {
                notes.Add(proof.Why);
                if (proof.IsUnknown && isMeant)
                {
                    uncertain.Add(user);
                }
            }
            else if (!isMeant)
            {
                notes.Add($"{NameOf(approval)} does not count, as {user} is not in {rule.Group}");
            }
            else if (people.Contains(user, StringComparer.OrdinalIgnoreCase))
            {
                notes.Add($"{user} approved it more than once, which counts once");
            }
            else
            {
                people.Add(user);
            }

            if (proof.Who is not null && isMeant && approval.Commit is not null)
            {
                counted.Add(approval);
            }
        }

        uncertain.ExceptWith(people);
        notes.AddRange(commits?.Unread ?? []);
        notes.AddRange(unseen is null ? [] : [$"it is not known whether other commits approve it: {unseen}"]);
        return new ApprovalCount([.. people], uncertain.Count, [.. notes.Distinct(StringComparer.Ordinal)])
        {
            MayHaveMore = unseen is not null,
            InCommits = [.. counted],
        };
    }

    /// <summary>Who gave it, as far as that must be proved; null with why that is not known, or the signature is wrong.</summary>
    private static Proof Proved(
        PromotionRecord.Approved approval,
        SignatureCheck? signed,
        ApprovalRule rule,
        PromotionQuestion question
    )
    {
        if (!rule.IsSigned && signed is null)
        {
            return new Proof(approval.Head.Who);
        }

        var (check, silence) = signed is null ? question.Answers.Of(new ApprovalSignatureLook(approval)) : (signed, "");
        return check switch
        {
            // What is proved is who signed.
            { State: SignatureState.Valid } => new Proof(check.Signer),
            { State: SignatureState.Missing } => new Proof(
                null,
                $"{NameOf(approval)} does not count, as it is not signed"
            ),
            { } => new Proof(null, $"{NameOf(approval)} does not count, as its signature is wrong: {check.Wrong}"),
            null => new Proof(
                null,
                $"it is not known whether {NameOf(approval)} is signed: {silence}",
                IsUnknown: true
            ),
        };
    }

    private static string NameOf(PromotionRecord.Approved approval) =>
        approval.Commit is null
            ? $"the approval by {approval.Head.Who}"
            : $"the approval by {approval.Head.Who} in commit {ShortCommit.Text(approval.Commit)}";

    private static (PromotionRecord.Approved Approval, SignatureCheck? Check) WithoutCheck(
        PromotionRecord.Approved approval
    ) => (approval, null);

    /// <summary>What commits say about the promotion to come.</summary>
    private static IEnumerable<(PromotionRecord.Approved Approval, SignatureCheck? Check)> NotUsed(
        CommitApprovals? commits,
        PromotionQuestion question
    )
    {
        var last = question
            .Promotions.PromotionsTo(question.Environment)
            .LastOrDefault(promoted => promoted.Set.Digest == question.Set.Digest);
        return from one in commits?.All ?? []
            let approval = one.Record
            where IsAbout(approval, question)
            where !question.Promotions.IsUsed(approval.Commit!, approval.Environment)
            where last is null || approval.Head.At > last.Head.At
            select (approval, (SignatureCheck?)one.Check);
    }

    private static bool IsAbout(PromotionRecord.Approved approval, PromotionQuestion question) =>
        approval.Environment == question.Environment
        && (approval.Set.Digest == question.Set.Digest || approval.Set.Name == question.Set.Name);

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
            : approval.Head.At - question.Now > EvidenceRules.ClockTolerance
                ? $"it is dated {Moment.Text(approval.Head.At)}, which is in the future"
            : rule.IsSigned && approval is { Commit: null, Head.Signature: null } ? "it is not signed"
            : null;
    }

    /// <summary>Who gave an approval.</summary>
    /// <param name="Who">The person; null when that is not proved.</param>
    /// <param name="Why">Why not, as a clause.</param>
    /// <param name="IsUnknown">Whether the proof may be there, and could not be looked at.</param>
    private sealed record Proof(string? Who, string Why = "", bool IsUnknown = false);

    /// <summary>What an approval must be for.</summary>
    private sealed record Bound(Digest Set, Digest Policy, Digest Plan);
}
