using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.Signing;
using PathToProd.Model.People;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

public sealed class ApprovalGateTests
{
    private static readonly ApprovalRule Two = new() { Group = "release-managers", Quorum = 2 };
    private static readonly ApprovalRule One = Two with { Quorum = 1 };

    private readonly AskedPromotion _asked = new();

    [Test]
    public void Without_an_approval_it_says_whom_to_ask() =>
        Says(Two)
            .ShouldBe(
                """
                closed (approval by release-managers) because 2026.11.1 has 0 of 2 approvals by release-managers for prod
                  ask alice, bob or carol@desk: ./build.sh --target=Approve --set=2026.11.1 --environment=prod.
                """
            );

    [Test]
    public void One_of_two_is_not_enough_and_two_are()
    {
        Approve("alice@laptop");
        Says(Two)
            .ShouldBe(
                """
                closed (approval by release-managers) because 2026.11.1 has 1 of 2 approvals by release-managers for prod (alice)
                  ask bob or carol@desk: ./build.sh --target=Approve --set=2026.11.1 --environment=prod.
                """
            );

        Approve("bob in 4711");
        Says(Two).ShouldBe("open, as alice and bob of release-managers approved it");
    }

    [Test]
    public void The_same_person_on_two_machines_is_one_person()
    {
        Approve("alice@laptop");
        Approve("Alice@desk");

        Says(Two)
            .ShouldBe(
                """
                closed (approval by release-managers) because 2026.11.1 has 1 of 2 approvals by release-managers for prod (alice); Alice approved it more than once, which counts once
                  ask bob or carol@desk: ./build.sh --target=Approve --set=2026.11.1 --environment=prod.
                """
            );
    }

    [Test]
    public void Those_outside_of_the_group_do_not_count_nor_does_a_member_on_another_machine_than_the_group_names()
    {
        Approve("dave@laptop");
        Approve("carol@laptop");
        Approve("carol@desk");

        Says(Two)
            .ShouldBe(
                """
                closed (approval by release-managers) because 2026.11.1 has 1 of 2 approvals by release-managers for prod (carol); the approval by dave@laptop does not count, as dave is not in release-managers; the approval by carol@laptop does not count, as carol is not in release-managers
                  ask alice or bob: ./build.sh --target=Approve --set=2026.11.1 --environment=prod.
                """
            );
    }

    [Test]
    public void An_approval_expires()
    {
        Approve("alice@laptop", ago: TimeSpan.FromDays(7));
        Approve("bob@laptop", ago: TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));

        Says(Two)
            .ShouldStartWith(
                "closed (approval by release-managers) because 2026.11.1 has 1 of 2 approvals by release-managers for prod (bob); "
                    + "the approval by alice@laptop does not count, as it expired at 2026-11-25 12:00:00 UTC\n"
            );
    }

    [Test]
    public void It_is_bound_to_the_set_to_the_policy_and_to_what_would_change()
    {
        Approve("alice@laptop", set: new SetReference("2026.11.1", new Digest("sha256:0123456789")));
        Approve("bob@laptop");
        var approved = _asked.Question;
        _asked.Histories = _asked.Histories.SetItem(
            "prod",
            new LedgerBuilder().Deploy("dns", "1.0.0").Succeeds().History
        );
        Approve("carol@desk");
        _asked.Policy = _asked.Policy with { Text = "{\"gates\":{}}" };
        approved.Plan.ShouldNotBe(_asked.Question.Plan);

        Says(One)
            .ShouldBe(
                """
                closed (approval by release-managers) because 2026.11.1 has 0 of 1 approval by release-managers for prod; the approval by alice@laptop does not count, as it is for another set of the name 2026.11.1 (sha256:01234567); the approval by bob@laptop does not count, as the policy has changed since; the approval by carol@desk does not count, as the policy has changed since
                  ask alice, bob or carol@desk: ./build.sh --target=Approve --set=2026.11.1 --environment=prod.
                """
            );

        _asked.Policy = _asked.Policy with { Text = "{}" };
        Says(Two)
            .ShouldContain(
                "the approval by bob@laptop does not count, as what the promotion would change in prod is no longer the same\n"
            );
    }

    [Test]
    public void An_approval_for_another_environment_or_set_says_nothing()
    {
        _asked.Says(Approval("alice@laptop") with { Environment = "staging" });
        Approve("bob@laptop", set: new SetReference("2026.10.1", new Digest("sha256:01")));

        Says(One)
            .ShouldStartWith(
                "closed (approval by release-managers) because 2026.11.1 has 0 of 1 approval by release-managers for prod\n"
            );
    }

    [Test]
    public void What_was_approved_for_an_earlier_promotion_of_the_set_was_used_by_it()
    {
        Approve("alice@laptop");
        _asked.Says(
            new PromotionRecord.Promoted
            {
                Head = _asked.Head("ann@laptop"),
                Environment = "prod",
                Set = _asked.Reference,
                Policy = "{}",
            }
        );

        Says(One).ShouldStartWith("closed");
    }

    [Test]
    public void The_author_alone_is_not_enough_unless_the_policy_says_so()
    {
        _asked.Set = AskedPromotion.SetOf("2026.11.1", "1.4.0", who: "alice@laptop");
        Approve("alice@desk");

        Says(One)
            .ShouldBe(
                """
                closed (approval by another person than the author) because alice made 2026.11.1, and no one else has approved it
                  ask bob or carol@desk: ./build.sh --target=Approve --set=2026.11.1 --environment=prod.
                """
            );
        Says(One with { AuthorIsEnough = true }).ShouldBe("open, as alice of release-managers approved it");

        Approve("bob@laptop");
        Says(Two).ShouldBe("open, as alice and bob of release-managers approved it");
    }

    [Test]
    public void Of_a_set_whose_author_is_not_known_one_approval_may_be_the_authors_own()
    {
        _asked.Set = AskedPromotion.SetOf("2026.11.1", "1.4.0", who: null);
        Approve("alice@laptop");

        Says(One)
            .ShouldBe(
                """
                unknown (approval by another person than the author) because it is not known who made 2026.11.1, and alice may have approved their own set
                  ask bob or carol@desk: ./build.sh --target=Approve --set=2026.11.1 --environment=prod.
                """
            );

        Approve("bob@laptop");
        Says(One).ShouldBe("open, as alice and bob of release-managers approved it");
    }

    [Test]
    public void Where_approvals_must_be_signed_the_signer_counts_whatever_the_record_says()
    {
        var rule = Two with { IsSigned = true };
        Approve("alice@laptop");
        Approve("ann@laptop", signature: "good");
        Approve("carol@desk", signature: "bad");
        Approve("bob@laptop", signature: "unread");
        Sign("good", new SignatureCheck(SignatureState.Valid, "alice"));
        Sign("bad", new SignatureCheck(SignatureState.Wrong, null, "it is for another text"));
        foreach (var look in new ApprovalGate(rule).Looks(_asked.Question).OfType<ApprovalSignatureLook>().Skip(2))
        {
            _asked.IsSilent(look, "ssh-keygen is not on the PATH");
        }

        Says(rule)
            .ShouldBe(
                """
                unknown (approval by release-managers) because 2026.11.1 has 1 of 2 approvals by release-managers for prod (alice); the approval by alice@laptop does not count, as it is not signed; the approval by carol@desk does not count, as its signature is wrong: it is for another text; it is not known whether the approval by bob@laptop is signed: ssh-keygen is not on the PATH
                  ask bob or carol@desk: ./build.sh --target=Approve --set=2026.11.1 --environment=prod --sign-with=KEY.
                """
            );
    }

    [Test]
    public void The_owners_of_what_a_promotion_writes_are_a_group()
    {
        _asked.People = _asked.People with
        {
            Owners = CodeOwners.Read(
                """
                * @everyone
                /environments/ @org/release-managers
                /environments/prod/ @erin frank@example.com @org/unknown
                """
            ),
        };
        var rule = One with { Group = PeopleDirectory.CodeOwnersGroup };
        Approve("alice@laptop");

        Says(rule)
            .ShouldBe(
                """
                closed (approval by code-owners) because 2026.11.1 has 0 of 1 approval by code-owners for prod; the approval by alice@laptop does not count, as alice is not in code-owners
                  ask erin or frank@example.com: ./build.sh --target=Approve --set=2026.11.1 --environment=prod.
                """
            );

        Approve("frank@example.com");
        Says(rule).ShouldBe("open, as frank of code-owners approved it");
    }

    [Test]
    public void A_group_in_which_no_one_is_left_says_so()
    {
        _asked.People = PeopleDirectory.None;

        Says(One)
            .ShouldEndWith(
                "add people to release-managers, as it has no one else, and have them approve it: ./build.sh --target=Approve --set=2026.11.1 --environment=prod."
            );
    }

    private string Says(ApprovalRule rule) => _asked.Says(new ApprovalGate(rule));

    private void Sign(string signature, SignatureCheck check)
    {
        var approval = ApprovalCount.Given(_asked.Question).Single(one => one.Head.Signature == signature);
        _asked.Answers(new ApprovalSignatureLook(approval), check);
    }

    private void Approve(string who, TimeSpan ago = default, SetReference? set = null, string? signature = null) =>
        _asked.Says(
            Approval(who) with
            {
                Head = _asked.Head(who, ago, signature: signature),
                Set = set ?? _asked.Reference,
            }
        );

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
