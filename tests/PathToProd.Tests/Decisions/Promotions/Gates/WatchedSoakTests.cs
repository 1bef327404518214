using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Monitoring;
using static PathToProd.Tests.Decisions.Promotions.Gates.MonitoredQuestion;
using static PathToProd.Tests.Decisions.Promotions.Gates.SoakedSet;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>A soak during which alerts are watched. The set is deployed to staging at 03:00 of its day unless a test says otherwise, and it is asked at 12:00.</summary>
public sealed class WatchedSoakTests
{
    [Test]
    public void An_alert_that_fired_takes_its_time_and_is_named() =>
        Ask(Watched with { For = TimeSpan.FromHours(8) }, Deployed(), History(Fired(Latency, 4, 6)))
            .ShouldBe(
                "closed [HighLatency in staging] HighLatency took 2 h from staging, last until 2026-11-29 06:00:00 UTC. To lift it, wait until 2026-11-29 13:00:00 UTC, if no such alert fires until then (2026-11-29 13:00:00 UTC)"
            );

    [Test]
    public void One_that_fires_now_has_no_end() =>
        Ask(Watched with { For = TimeSpan.FromHours(12) }, Deployed(), History(Fired(Latency, 10, 12)))
            .ShouldBe(
                """
                closed [staging] 2026.11.1 runs in staging since 2026-11-29 03:00:00 UTC, for 9 h, and 12 h without a break is needed. To lift it, resolve what takes time in staging now; then 5 h is still missing
                closed [HighLatency in staging] HighLatency takes time from staging since 2026-11-29 10:00:00 UTC, 2 h so far. To lift it, resolve HighLatency; then 5 h is still missing
                """
            );

    [Test]
    public void What_fired_does_not_matter_once_the_healthy_time_is_enough() =>
        Ask(Watched, Deployed(), History(Fired(Latency, 4, 6))).ShouldBe("open: healthy in staging for 7 h of 6 h");

    [Test]
    public void What_was_pending_before_it_fired_takes_time_too_and_what_came_to_nothing_does_not() =>
        Ask(
                Watched with
                {
                    For = TimeSpan.FromHours(8),
                },
                Deployed(),
                History(Fired(Latency, 5, 6), Pending(Latency, 4, 5), Pending(Latency, 8, 9))
            )
            .ShouldStartWith(
                "closed [HighLatency in staging] HighLatency took 2 h from staging, last until 2026-11-29 06:00:00 UTC."
            );

    [Test]
    public void What_is_pending_now_may_fire_yet() =>
        Ask(Watched with { For = TimeSpan.FromHours(9) }, Deployed(), History(Pending(Latency, 11, 12)))
            .ShouldStartWith(
                "closed [HighLatency in staging] HighLatency takes time from staging since 2026-11-29 11:00:00 UTC, 1 h so far."
            );

    [Test]
    public void Time_in_which_no_one_evaluated_the_rules_does_not_count_and_is_unknown() =>
        Ask(
                Watched with
                {
                    For = TimeSpan.FromHours(8),
                },
                Deployed(),
                History() with
                {
                    Evaluated = Hours((0, 5), (7, 12)),
                }
            )
            .ShouldBe(
                "unknown [unevaluated time in staging] the watchdog did not fire for 2 h in staging, last until 2026-11-29 07:00:00 UTC, which does not count, as no one evaluated the rules. To lift it, wait until 2026-11-29 13:00:00 UTC, if no such alert fires until then (2026-11-29 13:00:00 UTC)"
            );

    [Test]
    public void Nor_does_time_after_the_last_evaluation() =>
        Ask(Watched with { For = TimeSpan.FromHours(8) }, Deployed(), History() with { Evaluated = Hours((0, 9)) })
            .ShouldBe(
                "unknown [unevaluated time in staging] the watchdog does not fire since 2026-11-29 09:00:00 UTC, and 3 h in staging does not count, as no one evaluated the rules. To lift it, see that the watchdog always fires; then 2 h is still missing"
            );

    [Test]
    public void Without_an_answer_of_Prometheus_it_is_unknown_however_long_the_set_is_there()
    {
        var question = Question(Watched, Deployed());
        question
            .Answered(
                (new RulesLook(Main), Well),
                (Look(question), new Silence("Prometheus at http://prometheus:9090 answered 503"))
            )
            .Verdict()
            .ShouldBe(
                "unknown [history of alerts of main] it is not known which alerts fired: Prometheus at http://prometheus:9090 answered 503. To lift it, see that Prometheus answers, then ask again"
            );
    }

    [Test]
    public void A_rule_that_cannot_be_evaluated_leaves_it_unknown_too()
    {
        var question = Question(Watched, Deployed());
        var broken = Well with { All = [Well.All[0], Well.All[1] with { Health = RuleHealth.Failed, Error = "x" }] };
        question
            .Answered((new RulesLook(Main), broken), (Look(question), History()))
            .Verdict()
            .ShouldStartWith("unknown [rule web/HighLatency]");
    }

    [Test]
    public void The_look_is_at_the_time_that_counts_and_one_for_all_environments()
    {
        var question = Question(Watched, Deployed(day: -20));

        Look(question).Time.ShouldBe(new TimeRange(Now.AddDays(-14), Now));
        PromotionDecision.Looks(question).ShouldBe([new RulesLook(Main), Look(question)]);
        PromotionDecision.Looks(Question(Watched, Ledger(0))).ShouldBeEmpty();
    }
}
