using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>Freezes, holds, condemnations and rollbacks, which stop a promotion whatever its policy says.</summary>
public sealed class StandingGateTests
{
    private readonly AskedPromotion _asked = new();

    [Test]
    public void Nothing_stops_a_promotion_about_which_nothing_was_decided()
    {
        _asked.Says(new FreezeGate()).ShouldBe("open, as prod is not frozen");
        _asked.Says(new HoldGate()).ShouldBe("open, as prod is not held");
        _asked.Says(new CondemnedGate()).ShouldBe("open, as 2026.11.1 is not condemned");
        _asked.Says(new PinnedBackGate()).ShouldBe("open, as prod was never rolled back from 2026.11.1");
    }

    [Test]
    public void A_freeze_says_who_wants_it_why_and_until_when()
    {
        Freeze("prod", hours: 24, reason: "Year end");

        _asked
            .Says(new FreezeGate())
            .ShouldBe(
                """
                closed (prod (r1)) because prod is frozen until 2026-11-26 12:00:00 UTC, by ann@laptop since 2026-11-25 12:00:00 UTC: Year end
                  wait until 2026-11-26 12:00:00 UTC, or end it: ./build.sh --target=Unfreeze --environment=prod --reason=TEXT.
                  until 2026-11-26 12:00:00 UTC
                """
            );
    }

    [Test]
    public void Freezes_of_the_environment_its_step_and_the_path_are_each_a_cause_and_that_without_an_end_comes_first()
    {
        Freeze("prod", hours: 1);
        Freeze("production", hours: 2);
        Freeze(place: null, hours: null);
        Freeze("staging", hours: 3);

        _asked
            .Says(new FreezeGate())
            .ShouldBe(
                """
                closed (the path (r3)) because the whole path is frozen without an end, by ann@laptop since 2026-11-25 12:00:00 UTC
                  end it: ./build.sh --target=Unfreeze --reason=TEXT.
                closed (production (r2)) because production is frozen until 2026-11-25 14:00:00 UTC, by ann@laptop since 2026-11-25 12:00:00 UTC
                  wait until 2026-11-25 14:00:00 UTC, or end it: ./build.sh --target=Unfreeze --environment=production --reason=TEXT.
                  until 2026-11-25 14:00:00 UTC
                closed (prod (r1)) because prod is frozen until 2026-11-25 13:00:00 UTC, by ann@laptop since 2026-11-25 12:00:00 UTC
                  wait until 2026-11-25 13:00:00 UTC, or end it: ./build.sh --target=Unfreeze --environment=prod --reason=TEXT.
                  until 2026-11-25 13:00:00 UTC
                """
            );
    }

    [Test]
    public void A_freeze_ends_at_its_time_and_when_it_is_ended()
    {
        Freeze("prod", hours: 1);
        Freeze(place: null, hours: null);
        _asked.Says(new PromotionRecord.Unfrozen { Head = _asked.Head("ann@laptop"), Place = null });

        _asked.Now = AskedPromotion.Start.AddHours(1).AddSeconds(-1);
        _asked.Says(new FreezeGate()).ShouldStartWith("closed (prod (r1))");
        _asked.Now = AskedPromotion.Start.AddHours(1);
        _asked.Says(new FreezeGate()).ShouldBe("open, as prod is not frozen");
    }

    [Test]
    public void A_hold_keeps_the_environment_where_it_is_until_it_is_released()
    {
        _asked.Says(
            new PromotionRecord.Held
            {
                Head = _asked.Head("ann@laptop", reason: "A demonstration"),
                Environment = "prod",
            }
        );

        _asked
            .Says(new HoldGate())
            .ShouldBe(
                """
                closed (prod (r1)) because prod is held by ann@laptop since 2026-11-25 12:00:00 UTC: A demonstration
                  release it: ./build.sh --target=Release --environment=prod --reason=TEXT.
                """
            );

        Release(environment: "prod");
        _asked.Says(new HoldGate()).ShouldBe("open, as prod is not held");
    }

    [Test]
    public void A_condemned_set_goes_no_further_under_any_name_until_it_is_released()
    {
        _asked.Says(
            new PromotionRecord.Condemned
            {
                Head = _asked.Head("ann@laptop", reason: "It loses requests"),
                Set = _asked.Reference,
            }
        );
        _asked.Set = AskedPromotion.SetOf("2026.11.2", "1.4.0");

        _asked
            .Says(new CondemnedGate())
            .ShouldBe(
                """
                closed (2026.11.2 (r1)) because 2026.11.1 is condemned by ann@laptop since 2026-11-25 12:00:00 UTC: It loses requests
                  promote another set, or release this one: ./build.sh --target=Release --set=2026.11.2 --reason=TEXT.
                """
            );

        _asked.Says(new PromotionRecord.Released { Head = _asked.Head("ann@laptop"), Set = _asked.Reference });
        _asked.Says(new CondemnedGate()).ShouldBe("open, as 2026.11.2 is not condemned");
    }

    [Test]
    public void A_set_from_which_the_environment_was_rolled_back_is_not_promoted_there_again()
    {
        History(
            new LedgerBuilder()
                .Deploy("ingress", "1.3.0", set: "2026.10.1")
                .Succeeds()
                .Deploy("ingress", "1.4.0", set: "2026.11.1")
                .Succeeds()
                .Deploy("ingress", "1.3.0", set: "2026.10.1")
                .Back("a2", "a1", because: "It loses requests")
                .Succeeds()
        );

        _asked
            .Says(new PinnedBackGate())
            .ShouldBe(
                """
                closed (2026.11.1 in prod (run-3)) because prod was rolled back from 2026.11.1 by ann@laptop at 2026-11-22 12:00:00 UTC (ingress): It loses requests
                  promote another set, or release this one: ./build.sh --target=Release --set=2026.11.1 --reason=TEXT.
                """
            );
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_was_pinned_back_is_free_once_the_set_or_the_environment_is_released_after_it(bool bySet)
    {
        var history = new LedgerBuilder()
            .Deploy("ingress", "1.4.0", set: "2026.11.1")
            .Succeeds()
            .Deploy("ingress", "1.3.0")
            .Back("a1", null)
            .Fails();
        History(history);
        var released = new PromotionRecord.Released
        {
            Head = _asked.Head("ann@laptop") with { At = LedgerBuilder.FirstLine },
            Environment = bySet ? null : "prod",
            Set = bySet ? _asked.Reference : null,
        };

        // A release from before the rollback is about something else.
        _asked.Says(released);
        _asked.Says(new PinnedBackGate()).ShouldStartWith("closed (2026.11.1 in prod (run-2))");

        _asked.Says(released with { Head = _asked.Head("ann@laptop") });
        _asked.Says(new PinnedBackGate()).ShouldBe("open, as prod was rolled back from 2026.11.1, and released since");
    }

    [Test]
    public void A_rollback_of_a_whole_set_counts_and_so_does_one_of_the_same_set_by_another_name()
    {
        History(
            new LedgerBuilder()
                .Unit("all", "2026.11.1", LedgerAction.Deploy, ("ingress", "1.4.0"))
                .UnitEnds(Outcome.Succeeded)
                .Unit("all", "2026.10.1", LedgerAction.Deploy, ("ingress", "1.3.0"))
                .Back("u1", null)
                .UnitEnds(Outcome.Succeeded)
        );

        _asked
            .Says(new PinnedBackGate())
            .ShouldStartWith(
                "closed (2026.11.1 in prod (unit-run-2)) because prod was rolled back from 2026.11.1 by ann@laptop at 2026-11-22 10:00:00 UTC: it was asked for"
            );

        var pinned = _asked.Set;
        _asked.Set = AskedPromotion.SetOf("2026.11.2", "1.4.0");
        _asked.Sets = [pinned, _asked.Set];
        _asked.Says(new PinnedBackGate()).ShouldStartWith("closed (2026.11.2 in prod (unit-run-2))");

        _asked.Set = AskedPromotion.SetOf("2026.11.3", "1.5.0");
        _asked.Says(new PinnedBackGate()).ShouldStartWith("open");
    }

    [Test]
    public void A_ledger_that_was_not_read_may_hold_a_rollback()
    {
        _asked.Histories = _asked.Histories.Clear();
        _asked.Unread = _asked.Unread.Add("prod", "the network is away");

        _asked
            .Says(new PinnedBackGate())
            .ShouldBe(
                """
                unknown (the ledger of prod) because the ledger of prod could not be read: the network is away
                  make it readable, and look with ./build.sh --target=Status --environment=prod.
                """
            );
    }

    private void History(LedgerBuilder ledger) => _asked.Histories = _asked.Histories.SetItem("prod", ledger.History);

    private void Freeze(string? place, int? hours, string? reason = null) =>
        _asked.Says(
            new PromotionRecord.Frozen
            {
                Head = _asked.Head("ann@laptop", reason: reason),
                Place = place,
                Until = hours is { } count ? _asked.Now.AddHours(count) : null,
            }
        );

    private void Release(string environment) =>
        _asked.Says(new PromotionRecord.Released { Head = _asked.Head("ann@laptop"), Environment = environment });
}
