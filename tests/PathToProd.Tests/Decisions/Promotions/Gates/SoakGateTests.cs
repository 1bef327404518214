using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Monitoring;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Versions;
using static PathToProd.Tests.Decisions.Promotions.Gates.MonitoredQuestion;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>The set is deployed to staging at 03:00 of its day unless a test says otherwise, and it is asked at 12:00.</summary>
public sealed class SoakGateTests
{
    private static readonly VersionSet Set = SetBuilder.Set("2026.11.1", "ingress 1.4.0", "dns 1.0.0");
    private static readonly SoakRule Rule = new() { For = TimeSpan.FromHours(6) };
    private static readonly SoakRule Watched = Rule with { Monitor = "main" };
    private static readonly LabelSet Latency = new([KeyValuePair.Create("alertname", "HighLatency")]);

    private static readonly PrometheusRules Well = new()
    {
        At = Now,
        Started = Now.AddDays(-30),
        All =
        [
            AlertRule("Watchdog", "none") with
            {
                Alerts = [new RuleAlert(Latency, IsFiring: true, Now.AddDays(-30))],
            },
            AlertRule("HighLatency", "critical"),
        ],
    };

    [Test]
    public void It_is_open_once_the_set_ran_long_enough_from_its_verification_on() =>
        Ask(Rule, Deployed()).ShouldBe("open: healthy in staging for 9 h of 6 h, whatever alerts fired");

    [Test]
    public void Until_then_it_says_when_it_opens() =>
        Ask(Rule with { For = TimeSpan.FromHours(24) }, Deployed())
            .ShouldBe(
                "closed [staging] 2026.11.1 runs in staging since 2026-11-29 03:00:00 UTC, for 9 h, and 1 d without a break is needed. To lift it, wait until 2026-11-30 03:00:00 UTC (2026-11-30 03:00:00 UTC)"
            );

    [Test]
    public void The_last_member_that_was_verified_begins_it() =>
        Ask(
                Rule,
                Ledger(5)
                    .Deploy("ingress", "1.4.0", digest: D("ingress"))
                    .Succeeds()
                    .Deploy("dns", "1.0.0", digest: D("dns"))
                    .Succeeds()
            )
            .ShouldBe(
                "closed [staging] 2026.11.1 runs in staging since 2026-11-29 08:00:00 UTC, for 4 h, and 6 h without a break is needed. To lift it, wait until 2026-11-29 14:00:00 UTC (2026-11-29 14:00:00 UTC)"
            );

    [Test]
    public void A_redeployment_of_a_member_begins_it_again() =>
        Ask(
                Rule with
                {
                    For = TimeSpan.FromHours(9),
                },
                Deployed().At(8).Deploy("dns", "1.0.0", digest: D("dns")).Succeeds()
            )
            .ShouldBe(
                "closed [staging] 2026.11.1 ran in staging from 2026-11-29 03:00:00 UTC to 2026-11-29 08:00:00 UTC, for 5 h, and 9 h without a break is needed. To lift it, have it run there: ./build.sh --target=Promote --set=2026.11.1 --environment=staging --deploy"
            );

    [Test]
    public void A_unit_begins_it_once_it_was_verified_as_a_whole()
    {
        var ledger = Ledger(1)
            .Unit("all", "2026.11.1", LedgerAction.Deploy, ("dns", "1.0.0"), ("ingress", "1.4.0"))
            .Deploy("ingress", "1.4.0", digest: D("ingress"))
            .Succeeds()
            .Deploy("dns", "1.0.0", digest: D("dns"))
            .Succeeds();
        ledger.At(8).UnitEnds(Outcome.Succeeded);

        Ask(Rule, ledger)
            .ShouldStartWith("closed [staging] 2026.11.1 runs in staging since 2026-11-29 08:00:00 UTC, for 4 h,");
    }

    [Test]
    public void A_unit_that_is_deployed_again_begins_it_again_although_no_member_changed()
    {
        var ledger = Deployed().At(10).Unit("all", null, LedgerAction.Deploy, ("dns", "1.0.0"), ("ingress", "1.4.0"));
        ledger.UnitEnds(Outcome.Succeeded);

        Ask(Rule, ledger).ShouldBe("open: healthy in staging for 7 h of 6 h, whatever alerts fired");
        Ask(Rule with { For = TimeSpan.FromHours(8) }, ledger)
            .ShouldStartWith(
                "closed [staging] 2026.11.1 ran in staging from 2026-11-29 03:00:00 UTC to 2026-11-29 10:00:00 UTC, for 7 h,"
            );
    }

    [Test]
    public void A_unit_that_failed_ends_it_until_its_members_are_deployed_by_themselves()
    {
        var ledger = Deployed().At(4).Unit("all", null, LedgerAction.Deploy, ("dns", "1.0.0"), ("ingress", "1.4.0"));
        ledger.UnitEnds(Outcome.Failed, "dns failed");

        SetStay.Of(ledger.History, Set).Single().To.ShouldBe(At(4));

        ledger.Alone().At(6).Deploy("ingress", "1.4.0", digest: D("ingress")).Succeeds();
        SetStay.Of(ledger.History, Set).Length.ShouldBe(1);

        ledger.Deploy("dns", "1.0.0", digest: D("dns")).Succeeds();
        SetStay.Of(ledger.History, Set)[^1].ShouldBe(new SetStay(At(9), null, null));
    }

    [Test]
    public void Another_set_there_ends_it_and_what_was_earned_still_counts()
    {
        var replaced = Deployed().At(11).Deploy("dns", "2.0.0").Succeeds();

        Ask(Rule, replaced).ShouldBe("open: healthy in staging for 8 h of 6 h, whatever alerts fired");
    }

    [Test]
    public void What_was_earned_long_ago_counts_no_longer()
    {
        var replaced = Deployed(day: -20).At(0).Deploy("dns", "2.0.0").Succeeds();
        var old = Deployed(day: -20).At(12, day: -15).Deploy("dns", "2.0.0").Succeeds();

        Ask(Rule, replaced).ShouldBe("open: healthy in staging for 13 d 12 h of 6 h, whatever alerts fired");
        Ask(Rule, old)
            .ShouldBe(
                "closed [staging] 2026.11.1 was not whole in staging in the last 14 d. To lift it, have it run there: ./build.sh --target=Promote --set=2026.11.1 --environment=staging --deploy"
            );
    }

    [Test]
    public void Other_digests_of_the_same_versions_earn_nothing() =>
        Ask(Rule, Ledger(1).Deploy("ingress", "1.4.0").Succeeds().Deploy("dns", "1.0.0").Succeeds())
            .ShouldStartWith("closed [staging] 2026.11.1 was not whole in staging");

    [Test]
    public void A_verification_that_failed_takes_the_time_since()
    {
        var question = Question(Rule, Deployed()) with
        {
            Verdicts = LatestVerdicts.Of(
                [
                    EvidenceBuilder.State(Set, "staging", passed: false) with
                    {
                        Start = At(8),
                    },
                    EvidenceBuilder.State(Set, "ci", passed: false) with
                    {
                        Start = At(4),
                    },
                ],
                new EvidenceRules { Now = Now }
            ),
        };

        question
            .Verdict()
            .ShouldBe(
                "closed [verification (run 20261122-110000-abcdef) in staging] verification (run 20261122-110000-abcdef) takes time from staging since 2026-11-29 08:00:00 UTC, 4 h so far. To lift it, resolve verification (run 20261122-110000-abcdef); then 1 h is still missing"
            );
    }

    [Test]
    public void Every_verification_that_failed_takes_its_time_until_it_passed_whatever_came_later() =>
        Tested(Failed(4, "first"), Failed(5, "second"), Passed(6), Failed(8, "third"), Passed(9))
            .Verdict()
            .ShouldBe(
                """
                closed [verification (run first) in staging] verification (run first) took 1 h from staging, last until 2026-11-29 05:00:00 UTC. To lift it, wait until 2026-11-29 13:00:00 UTC (2026-11-29 13:00:00 UTC)
                closed [verification (run second) in staging] verification (run second) took 1 h from staging, last until 2026-11-29 06:00:00 UTC. To lift it, wait until 2026-11-29 13:00:00 UTC (2026-11-29 13:00:00 UTC)
                closed [verification (run third) in staging] verification (run third) took 1 h from staging, last until 2026-11-29 09:00:00 UTC. To lift it, wait until 2026-11-29 13:00:00 UTC (2026-11-29 13:00:00 UTC)
                """
            );

    [Test]
    public void One_that_failed_twice_takes_the_time_since_the_first() =>
        Tested(Failed(4, "first"), Failed(8, "second"))
            .Verdict()
            .ShouldBe(
                """
                closed [verification (run first) in staging] verification (run first) took 4 h from staging, last until 2026-11-29 08:00:00 UTC. To lift it, resolve what takes time in staging now; then 6 h is still missing
                closed [verification (run second) in staging] verification (run second) takes time from staging since 2026-11-29 08:00:00 UTC, 4 h so far. To lift it, resolve verification (run second); then 6 h is still missing
                """
            );

    [Test]
    public void One_that_was_cancelled_says_nothing_and_one_with_another_Kubernetes_ends_nothing() =>
        Tested(
                Failed(6, "first"),
                Passed(7) with
                {
                    Outcome = EvidenceOutcome.Cancelled,
                },
                Passed(8) with
                {
                    Kubernetes = SemVersion.Parse("1.32.0"),
                }
            )
            .Verdict()
            .ShouldStartWith(
                "closed [verification (run first) in staging] verification (run first) takes time from staging since 2026-11-29 06:00:00 UTC, 6 h so far."
            );

    [Test]
    public void Where_only_signed_evidence_counts_no_other_takes_time_or_gives_it_back()
    {
        var rules = new EvidenceRules
        {
            Now = Now,
            SignedOnly = ["staging"],
            Signature = one => one.Run == "unsigned" ? SignatureState.Missing : SignatureState.Valid,
        };

        Tested(rules, Failed(5, "unsigned"), Failed(6, "signed"), Passed(7) with { Run = "unsigned" })
            .Verdict()
            .ShouldBe(
                "closed [verification (run signed) in staging] verification (run signed) takes time from staging since 2026-11-29 06:00:00 UTC, 6 h so far. To lift it, resolve verification (run signed); then 4 h is still missing"
            );
    }

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

    [Test]
    public void A_ledger_that_could_not_be_read_is_unknown() =>
        (
            Of(Rule) with
            {
                Set = Set,
                Unread = ImmutableDictionary<string, string>.Empty.Add("staging", "the network is away"),
            }
        )
            .Verdict()
            .ShouldBe(
                "unknown [the ledger of staging] the ledger of staging could not be read: the network is away. To lift it, make it readable, and look with ./build.sh --target=Status --environment=staging"
            );

    [Test]
    public void Where_no_step_comes_before_there_is_nothing_to_soak_in()
    {
        var question = Of(Rule);
        question = question with { Step = question.Step with { Name = "ci", After = [] } };

        question
            .Verdict()
            .ShouldBe(
                "unknown [no environment] no step comes before ci, so that no environment is there to soak in. To lift it, name environments with in: in the gate, or take the gate away from this step"
            );
    }

    [Test]
    public void More_time_than_counts_can_never_be_earned() =>
        Ask(Rule with { For = TimeSpan.FromDays(2), Within = TimeSpan.FromDays(1) }, Deployed())
            .ShouldBe(
                "closed [within] 2 d is needed, and only the last 1 d counts. To lift it, raise within in the gate, or lower for"
            );

    [Test]
    public void Of_several_environments_each_needs_the_time_or_one_or_all_together()
    {
        var both = Rule with { In = ["staging", "canary"], For = TimeSpan.FromHours(8) };

        Several(both)
            .ShouldBe(
                "closed [canary] 2026.11.1 runs in canary since 2026-11-29 05:00:00 UTC, for 7 h, and 8 h without a break is needed. To lift it, wait until 2026-11-29 13:00:00 UTC (2026-11-29 13:00:00 UTC)"
            );
        Several(both with { Counting = SoakCounting.Any })
            .ShouldBe("open: healthy in staging for 9 h of 8 h, whatever alerts fired");
        Several(both with { Counting = SoakCounting.Sum, For = TimeSpan.FromHours(16) })
            .ShouldBe("open: healthy in staging for 9 h and in canary for 7 h of 16 h, whatever alerts fired");
        Several(both with { Counting = SoakCounting.Sum, For = TimeSpan.FromHours(20) })
            .ShouldBe(
                """
                closed [staging] 2026.11.1 runs in staging since 2026-11-29 03:00:00 UTC, for 9 h, and 20 h in all environments together is needed. To lift it, wait until 2026-11-29 14:00:00 UTC (2026-11-29 14:00:00 UTC)
                closed [canary] 2026.11.1 runs in canary since 2026-11-29 05:00:00 UTC, for 7 h, and 20 h in all environments together is needed. To lift it, wait until 2026-11-29 14:00:00 UTC (2026-11-29 14:00:00 UTC)
                """
            );

        static string Several(SoakRule rule) =>
            (
                Of(rule) with
                {
                    Set = Set,
                    Histories = ImmutableDictionary<string, DeploymentHistory>
                        .Empty.Add("staging", Deployed().History)
                        .Add("canary", Deployed(hour: 3, environment: "canary").History),
                }
            ).Verdict();
    }

    /// <summary>Seven hours are needed, and nine were there.</summary>
    private static PromotionQuestion Tested(params Evidence[] evidence) =>
        Tested(new EvidenceRules { Now = Now }, evidence);

    private static PromotionQuestion Tested(EvidenceRules rules, params Evidence[] evidence) =>
        Question(Rule with { For = TimeSpan.FromHours(7) }, Deployed()) with
        {
            Verdicts = LatestVerdicts.Of([.. evidence], rules),
        };

    private static Evidence Failed(int hour, string run) =>
        EvidenceBuilder.State(Set, "staging", passed: false) with
        {
            Start = At(hour),
            Run = run,
        };

    /// <summary>A test that passed at a time, and took half an hour.</summary>
    private static Evidence Passed(int hour) =>
        EvidenceBuilder.State(Set, "staging") with
        {
            Start = At(hour).AddMinutes(-30),
            Duration = TimeSpan.FromMinutes(30),
        };

    private static string Ask(SoakRule rule, LedgerBuilder ledger, AlertHistory? history = null)
    {
        var question = Question(rule, ledger);
        return (
            history is null ? question : question.Answered((new RulesLook(Main), Well), (Look(question), history))
        ).Verdict();
    }

    private static PromotionQuestion Question(SoakRule rule, LedgerBuilder ledger) =>
        Of(rule) with
        {
            Set = Set,
            Histories = ImmutableDictionary<string, DeploymentHistory>.Empty.Add("staging", ledger.History),
        };

    private static AlertHistoryLook Look(PromotionQuestion question) =>
        PromotionDecision.Looks(question).OfType<AlertHistoryLook>().Single();

    /// <summary>Both members, half an hour each: verified two hours after.</summary>
    private static LedgerBuilder Deployed(int day = 0, int hour = 1, string environment = "staging")
    {
        var ledger = new LedgerBuilder(environment).At(hour - 1, day);
        ledger.Deploy("ingress", "1.4.0", digest: D("ingress")).Succeeds();
        return ledger.At(hour + 1, day).Deploy("dns", "1.0.0", digest: D("dns")).Succeeds();
    }

    private static LedgerBuilder Ledger(int hour) => new LedgerBuilder("staging").At(hour);

    private static string D(string component) => Set.Members[component].Digest.ToString();

    private static DateTimeOffset At(int hour) => Midnight.AddHours(hour);

    private static AlertHistory History(params AlertTimes[] alerts) =>
        new()
        {
            Time = new TimeRange(Now.AddDays(-14), Now),
            Alerts = [.. alerts],
            Evaluated = Spans.Of(new TimeRange(Now.AddDays(-14), Now)),
        };

    private static AlertTimes Fired(LabelSet labels, int from, int to) =>
        new(labels, IsFiring: true, Hours((from, to)));

    private static AlertTimes Pending(LabelSet labels, int from, int to) =>
        new(labels, IsFiring: false, Hours((from, to)));

    private static Spans Hours(params (int From, int To)[] hours) =>
        Spans.Of(hours.Select(one => new TimeRange(At(one.From), At(one.To))));

    private static PrometheusRule AlertRule(string name, string severity) =>
        new()
        {
            Name = name,
            Group = "web",
            Interval = TimeSpan.FromSeconds(30),
            IsAlert = true,
            Query = "up",
            Labels = ImmutableSortedDictionary<string, string>.Empty.Add("severity", severity),
            Health = RuleHealth.Ok,
            Evaluated = Now.AddSeconds(-20),
        };
}

/// <summary>Moments of the day of <see cref="MonitoredQuestion.Now"/>.</summary>
internal static class LedgerDays
{
    public static LedgerBuilder At(this LedgerBuilder ledger, int hour, int day = 0)
    {
        ledger.Now = Midnight.AddDays(day).AddHours(hour);
        return ledger;
    }
}
