using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;

namespace PathToProd.Tests.Decisions.Leases;

public sealed class LeaseDecisionsTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);
    private static readonly LeaseHolder Ann = new("run-a", "ann@laptop", Day, "https://ci.example.com/7");
    private static readonly LeaseHolder Bob = new("run-b", "bob@desk", Day);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public void A_lease_that_never_was_is_taken_with_the_first_token()
    {
        var write = Decide(record: null).ShouldBeOfType<LeaseDecision.Write>();

        write.Next.ShouldBe(Record(1, Bob));
        write.TakenFrom.ShouldBeNull();
    }

    [Test]
    public void A_released_lease_is_taken_with_the_next_token() =>
        Decide(Record(4, holder: null)).ShouldBe(new LeaseDecision.Write(Record(5, Bob), TakenFrom: null));

    [Test]
    public void A_lease_whose_record_was_removed_is_taken_with_a_token_that_the_ledger_has_not_seen() =>
        LeaseDecisions
            .Of(
                Request(60) with
                {
                    NewestToken = 8,
                },
                TimeSpan.Zero,
                new LeaseObservation(Record: null, Position: null, TimeSpan.Zero),
                TimeSpan.Zero
            )
            .ShouldBe(new LeaseDecision.Write(Record(9, Bob), TakenFrom: null));

    [Test]
    public void A_held_lease_is_waited_for_until_it_could_expire() =>
        Decide(Record(4, Ann), now: 3).ShouldBe(new LeaseDecision.Wait(TimeSpan.FromSeconds(60), Ann));

    [Test]
    public void A_lease_that_was_seen_unchanged_for_its_duration_is_taken_over_with_the_next_token() =>
        Decide(Record(4, Ann), now: 60).ShouldBe(new LeaseDecision.Write(Record(5, Bob), Ann));

    [Test]
    public void A_holder_that_is_known_to_be_gone_is_not_waited_for() =>
        LeaseDecisions
            .Of(
                Request(0) with
                {
                    IsGone = holder => holder == Ann,
                },
                TimeSpan.Zero,
                new LeaseObservation(Record(4, Ann), "p", TimeSpan.Zero),
                TimeSpan.Zero
            )
            .ShouldBe(new LeaseDecision.Write(Record(5, Bob), Ann));

    [Test]
    public void What_the_record_says_about_times_decides_nothing()
    {
        var yesterday = Record(4, Ann with { Since = Day.AddDays(-1) });
        var tomorrow = Record(4, Ann with { Since = Day.AddDays(1) });

        Decide(yesterday, now: 59).ShouldBeOfType<LeaseDecision.Wait>();
        Decide(tomorrow, now: 60).ShouldBeOfType<LeaseDecision.Write>();
    }

    [Test]
    public void A_run_that_finds_a_record_of_its_own_renews_it_and_keeps_its_token() =>
        Decide(Record(4, Bob), now: 500)
            .ShouldBe(new LeaseDecision.Write(Record(4, Bob) with { Renewals = 1 }, TakenFrom: null));

    [Test]
    public void Waiting_for_less_than_the_duration_is_refused_at_once_with_the_earliest_time()
    {
        var refused = Decide(Record(4, Ann), now: 10, patience: 59).ShouldBeOfType<LeaseDecision.Refused>();

        refused.ShouldBe(new LeaseDecision.Refused(Ann, Minute, TimeSpan.FromSeconds(50), IsTooShort: true));
        LeaseRefusalWriter
            .Text("ingress in prod", refused, TimeSpan.FromSeconds(59), Day)
            .ShouldBe(
                "Another run is changing ingress in prod: it is held by run run-a (ann@laptop, since 2026-11-22 08:15:30 UTC, "
                    + "https://ci.example.com/7). This run would wait 59 s for it, and only a run that sees it unchanged for 1 min may "
                    + "take it over: at 2026-11-22 08:16:20 UTC at the earliest, if the holder is gone by now. Nothing was touched. "
                    + "Wait for that run to end, or end it; then run the same command again with --wait, or with a lock-timeout of 1m or more."
            );
    }

    [Test]
    public void A_holder_that_renewed_all_the_time_is_alive_and_the_wait_ends()
    {
        var seen = new LeaseObservation(Record(4, Ann), "p", TimeSpan.FromSeconds(110));
        var refused = LeaseDecisions
            .Of(Request(120), TimeSpan.Zero, seen, TimeSpan.FromSeconds(120))
            .ShouldBeOfType<LeaseDecision.Refused>();

        refused.ShouldBe(new LeaseDecision.Refused(Ann, Minute, TimeSpan.FromSeconds(50), IsTooShort: false));
        LeaseRefusalWriter
            .Text("ingress in prod", refused, TimeSpan.FromSeconds(120), Day)
            .ShouldBe(
                "Another run is changing ingress in prod: it is held by run run-a (ann@laptop, since 2026-11-22 08:15:30 UTC, "
                    + "https://ci.example.com/7). It was renewed while this run waited 2 min, so the holder is alive; were it gone by "
                    + "now, it could be taken over at 2026-11-22 08:16:20 UTC at the earliest. Nothing was touched. Wait for that run "
                    + "to end, or end it; then run the same command again."
            );
    }

    [Test]
    public void A_run_that_waits_forever_waits_for_the_expiry() =>
        LeaseDecisions
            .Of(
                Request(60) with
                {
                    Patience = TimeSpan.MaxValue,
                },
                TimeSpan.FromSeconds(5),
                new LeaseObservation(Record(4, Ann), "p", TimeSpan.FromSeconds(5)),
                TimeSpan.FromSeconds(6)
            )
            .ShouldBe(new LeaseDecision.Wait(TimeSpan.FromSeconds(65), Ann));

    [Test]
    public void A_first_look_counts_as_a_change_and_each_change_starts_again()
    {
        var first = LeaseObservation.After(null, Record(4, Ann), "p1", TimeSpan.FromSeconds(10));
        var same = LeaseObservation.After(first, Record(4, Ann), "p1", TimeSpan.FromSeconds(40));
        var renewed = LeaseObservation.After(
            same,
            Record(4, Ann) with
            {
                Renewals = 1,
            },
            "p2",
            TimeSpan.FromSeconds(50)
        );

        first.ChangedAt.ShouldBe(TimeSpan.FromSeconds(10));
        same.ShouldBe(first);
        renewed.ChangedAt.ShouldBe(TimeSpan.FromSeconds(50));
    }

    [Test]
    public void Whatever_is_seen_a_write_grows_the_token_unless_the_lease_is_the_runs_own()
    {
        var cases =
            from token in Gen.Choose(1, 1000)
            from holder in Gen.Elements(null, Ann, Bob)
            from changed in Gen.Choose(0, 200)
            from later in Gen.Choose(0, 200)
            from patience in Gen.Choose(0, 200)
            select (Record: Record(token, holder), changed, now: changed + later, patience);

        Prop.ForAll(
                cases.ToArbitrary(),
                one =>
                {
                    var decision = LeaseDecisions.Of(
                        Request(one.patience),
                        TimeSpan.Zero,
                        new LeaseObservation(one.Record, "p", TimeSpan.FromSeconds(one.changed)),
                        TimeSpan.FromSeconds(one.now)
                    );
                    var isOthers = one.Record.Holder == Ann;
                    switch (decision)
                    {
                        case LeaseDecision.Write write:
                            write.Next.Token.ShouldBe(one.Record.Token + (one.Record.Holder == Bob ? 0 : 1));
                            write.Next.Holder.ShouldBe(Bob);
                            (isOthers && one.now - one.changed < 60).ShouldBeFalse();
                            break;
                        case LeaseDecision.Wait wait:
                            isOthers.ShouldBeTrue();
                            wait.Until.ShouldBeGreaterThan(TimeSpan.FromSeconds(one.now));
                            break;
                        case LeaseDecision.Refused refused:
                            isOthers.ShouldBeTrue();
                            refused.Earliest.ShouldBeGreaterThan(TimeSpan.Zero);
                            refused.IsTooShort.ShouldBe(one.patience < 60);
                            break;
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases.Of(2000)));
    }

    private static LeaseDecision Decide(LeaseRecord? record, int now = 0, int patience = 300) =>
        LeaseDecisions.Of(
            Request(patience),
            TimeSpan.Zero,
            new LeaseObservation(record, record is null ? null : "p", TimeSpan.Zero),
            TimeSpan.FromSeconds(now)
        );

    private static LeaseRequest Request(int patience) =>
        new("prod/ingress", Bob, Minute, TimeSpan.FromSeconds(patience));

    private static LeaseRecord Record(long token, LeaseHolder? holder) =>
        new()
        {
            Key = "prod/ingress",
            Token = token,
            Holder = holder,
            Duration = Minute,
        };
}
