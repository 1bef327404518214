using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Notifications;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Notifications;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Promotions.Notifications;

public sealed class NotificationTests
{
    private readonly AskedPromotion _asked = new();

    [Test]
    public void What_is_in_the_way_is_said_with_what_lifts_it_and_when()
    {
        _asked.Says(
            new PromotionRecord.Frozen
            {
                Head = _asked.Head("ann@laptop", reason: "Year end"),
                Place = "prod",
                Until = _asked.Now.AddHours(1),
            }
        );

        var text = NotificationText.Write(Notification.Of(Verdict())!, NotificationFormat.Json);

        text.ShouldBe(
            $$"""
            {"id":"{{Notification.Of(
                Verdict()
            )!.Id}}","event":"blocked","at":"2026-11-25T12:00:00+00:00","environment":"prod","set":"2026.11.1","setDigest":"{{_asked.Set.Digest}}","text":"2026.11.1 is not promoted to prod","because":["prod is frozen until 2026-11-25 13:00:00 UTC, by ann@laptop since 2026-11-25 12:00:00 UTC: Year end"],"lift":["wait until 2026-11-25 13:00:00 UTC, or end it: ./build.sh --target=Unfreeze --environment=prod --reason=TEXT"],"until":"2026-11-25T13:00:00+00:00"}
            """
        );
        ReportSchema.ShouldFit(text, "notification");
    }

    [Test]
    public void It_is_the_same_event_as_long_as_the_same_causes_are_in_the_way_and_another_with_a_new_one()
    {
        Hold("r1");
        var first = Notification.Of(Verdict())!;

        _asked.Now = _asked.Now.AddHours(5);
        Notification.Of(Verdict())!.Id.ShouldBe(first.Id);

        _asked.Says(new PromotionRecord.Condemned { Head = _asked.Head("ann@laptop"), Set = _asked.Reference });
        Notification.Of(Verdict())!.Id.ShouldNotBe(first.Id);
    }

    [Test]
    public void Where_only_approvals_are_missing_it_waits_for_approval()
    {
        Policy(new ApprovalRule { Group = "release-managers" });

        var notification = Notification.Of(Verdict())!;

        (notification.Event, notification.Text).ShouldBe(
            (NotificationEvent.WaitingForApproval, "2026.11.1 waits for approval to go to prod")
        );

        Hold("r9");
        Notification.Of(Verdict())!.Event.ShouldBe(NotificationEvent.Blocked);
    }

    [Test]
    public void No_one_is_notified_of_what_nothing_stops() => Notification.Of(Verdict()).ShouldBeNull();

    [Test]
    public void A_failure_and_a_rollback_of_one_run_are_two_events()
    {
        var failed = OfRun(NotificationEvent.Failed);
        var back = OfRun(NotificationEvent.RolledBack);

        (failed.Text, back.Text).ShouldBe(("2026.11.1 failed in prod", "prod was rolled back from 2026.11.1"));
        failed.Id.ShouldNotBe(back.Id);
        failed.Id.ShouldBe(OfRun(NotificationEvent.Failed).Id);
    }

    [Test]
    public void Of_records_people_are_notified_of_promotions_and_announcements()
    {
        Notification
            .Of(
                new PromotionRecord.Promoted
                {
                    Head = _asked.Head("ann@laptop"),
                    Environment = "prod",
                    Set = _asked.Reference,
                    From = new SetReference("2026.10.1", new Digest("sha256:00")),
                    Policy = "",
                }
            )!
            .Text.ShouldBe("2026.11.1 was promoted to prod in place of 2026.10.1, by ann@laptop");
        Notification
            .Of(
                new PromotionRecord.Announced
                {
                    Head = _asked.Head("ann@laptop"),
                    Environment = "prod",
                    Set = _asked.Reference,
                }
            )!
            .Text.ShouldBe("2026.11.1 is about to be promoted to prod, by ann@laptop");
        Notification
            .Of(new PromotionRecord.Held { Head = _asked.Head("ann@laptop"), Environment = "prod" })
            .ShouldBeNull();
    }

    private PromotionVerdict Verdict() => PromotionDecision.Of(_asked.Question);

    private Notification OfRun(NotificationEvent happened) =>
        Notification.OfRun(happened, "prod", _asked.Reference, "run-7", "helm exited with 1", _asked.Now);

    private void Hold(string id) =>
        _asked.Says(
            new PromotionRecord.Held { Head = _asked.Head("ann@laptop") with { Id = id }, Environment = "prod" }
        );

    private void Policy(params GateRule[] rules) =>
        _asked.Policy = _asked.Policy with
        {
            Gates =
            [
                .. rules.Select(rule => new PolicyGate(rule.Kind, rule, false, new SourcePosition("promotion.yaml"))),
            ],
        };
}
