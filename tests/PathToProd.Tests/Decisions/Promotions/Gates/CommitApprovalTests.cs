using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.Signing;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>Approvals that signed commits give, beside those of the command line.</summary>
public sealed class CommitApprovalTests
{
    private const string Ask = "./build.sh --target=Approve --set=2026.11.1 --environment=prod";
    private static readonly ApprovalRule One = new() { Group = "release-managers" };
    private static readonly ApprovalRule Two = One with { Quorum = 2 };
    private static readonly SignatureCheck Wrong = new(SignatureState.Wrong, null, "no one in signers has the key");

    private readonly AskedPromotion _asked = new();
    private int _commits;

    [Test]
    public void A_commit_that_an_allowed_signer_signed_counts_for_its_signer_also_where_approvals_must_be_signed()
    {
        Commit("alice@example.com");

        Says(One).ShouldBe("open, as alice of release-managers approved it");
        Says(One with { IsSigned = true }).ShouldBe("open, as alice of release-managers approved it");
    }

    [Test]
    public void One_without_a_signature_by_the_key_of_no_one_and_of_one_outside_of_the_group_do_not_count()
    {
        Commit("alice", SignatureCheck.Missing);
        Commit("bob", Wrong);
        Commit("dave@example.com");

        Says(One)
            .ShouldBe(
                $"""
                closed (approval by release-managers) because 2026.11.1 has 0 of 1 approval by release-managers for prod; the approval by alice in commit c1 does not count, as it is not signed; the approval by bob in commit c2 does not count, as its signature is wrong: no one in signers has the key; the approval by dave@example.com in commit c3 does not count, as dave is not in release-managers
                  ask alice, bob or carol@desk: {Ask}.
                """
            );
    }

    [Test]
    public void The_same_person_by_a_command_and_by_a_commit_is_one_person()
    {
        _asked.Says(Approval("alice@laptop"));
        Commit("alice@example.com");

        Says(Two)
            .ShouldBe(
                $"""
                closed (approval by release-managers) because 2026.11.1 has 1 of 2 approvals by release-managers for prod (alice); alice approved it more than once, which counts once
                  ask bob or carol@desk: {Ask}.
                """
            );

        Commit("bob@example.com");
        Says(Two).ShouldBe("open, as alice and bob of release-managers approved it");
    }

    [Test]
    public void It_expires_is_bound_to_its_digests_and_cannot_be_from_the_future()
    {
        Commit("alice@example.com", ago: TimeSpan.FromDays(7));
        Commit("alice@example.com", ago: TimeSpan.FromHours(-1));
        Commit("alice@example.com", with: one => one with { Set = one.Set with { Digest = new Digest("sha256:ab") } });
        Commit("alice@example.com", with: one => one with { Policy = new Digest("sha256:ab") });
        Commit("alice@example.com", with: one => one with { Plan = new Digest("sha256:ab") });
        Commit("alice@example.com", with: one => one with { Environment = "staging" });

        Says(One)
            .ShouldBe(
                $"""
                closed (approval by release-managers) because 2026.11.1 has 0 of 1 approval by release-managers for prod; the approval by alice@example.com in commit c1 does not count, as it expired at 2026-11-25 12:00:00 UTC; the approval by alice@example.com in commit c2 does not count, as it is dated 2026-11-25 13:00:00 UTC, which is in the future; the approval by alice@example.com in commit c3 does not count, as it is for another set of the name 2026.11.1 (sha256:ab); the approval by alice@example.com in commit c4 does not count, as the policy has changed since; the approval by alice@example.com in commit c5 does not count, as what the promotion would change in prod is no longer the same
                  ask alice, bob or carol@desk: {Ask}.
                """
            );
    }

    [Test]
    public void It_is_looked_for_as_long_as_it_counts_and_as_long_again_to_say_that_it_expired() =>
        new ApprovalGate(One)
            .Looks(_asked.Question)
            .ShouldBe([new CommitApprovalsLook(AskedPromotion.Start.AddDays(-14))]);

    [Test]
    public void Where_commits_may_be_missing_too_few_approvals_are_unknown_and_enough_are_enough()
    {
        _asked.Commits = new CommitApprovals([], ["the approval in commit c9 cannot be read: it has no plan="], "why");

        Says(One)
            .ShouldBe(
                $"""
                unknown (approval by release-managers) because 2026.11.1 has 0 of 1 approval by release-managers for prod; the approval in commit c9 cannot be read: it has no plan=; it is not known whether other commits approve it: why
                  ask alice, bob or carol@desk: {Ask}.
                """
            );

        _asked.Says(Approval("alice@laptop"));
        Says(One).ShouldBe("open, as alice of release-managers approved it");
    }

    [Test]
    public void A_promotion_records_the_commits_that_it_was_approved_by_which_then_count_no_more()
    {
        _asked.Policy = _asked.Policy with
        {
            Gates = [new PolicyGate("approved", One, IsInforming: false, new SourcePosition("x"))],
        };
        Commit("alice@example.com", ago: TimeSpan.FromMinutes(-4));
        Commit("dave@example.com");

        var records = PromotionDecision.Records(
            PromotionDecision.Of(_asked.Question),
            reason => new RecordHead("r", _asked.Now, "advance", reason),
            reason: null,
            passedOver: []
        );

        var approval = records[0].ShouldBeOfType<PromotionRecord.Approved>();
        (approval.Commit, approval.Head.Who).ShouldBe(("c1", "alice@example.com"));
        records[1..].ShouldHaveSingleItem().ShouldBeOfType<PromotionRecord.Promoted>();
        foreach (var record in records)
        {
            _asked.Says(record);
        }

        // The clock of who signs may be ahead of the clock of what promotes.
        _asked.Now += TimeSpan.FromMinutes(1);
        Says(One)
            .ShouldStartWith(
                "closed (approval by release-managers) because 2026.11.1 has 0 of 1 approval by release-managers for prod\n"
            );
    }

    private string Says(ApprovalRule rule) => _asked.Says(new ApprovalGate(rule));

    private void Commit(
        string who,
        SignatureCheck? check = null,
        TimeSpan ago = default,
        Func<PromotionRecord.Approved, PromotionRecord.Approved>? with = null
    )
    {
        var approval = Approval(who) with { Commit = $"c{++_commits}" };
        approval = approval with { Head = approval.Head with { At = _asked.Now - ago } };
        _asked.Commits = _asked.Commits with
        {
            All = _asked.Commits.All.Add(
                new CommitApproval(
                    with is null ? approval : with(approval),
                    check ?? new SignatureCheck(SignatureState.Valid, who)
                )
            ),
        };
    }

    private PromotionRecord.Approved Approval(string who) =>
        new()
        {
            Head = _asked.Head(who),
            Environment = "prod",
            Set = _asked.Reference,
            Policy = _asked.Policy.Digest,
            Plan = _asked.Question.Plan,
        };
}
