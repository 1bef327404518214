using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Signing;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Facts.EvidenceRecords;
using PathToProd.Versions;
using static PathToProd.Tests.Decisions.Promotions.Gates.MonitoredQuestion;
using static PathToProd.Tests.Decisions.Promotions.Gates.SoakedSet;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>The set is deployed to staging at 03:00 of its day unless a test says otherwise, and it is asked at 12:00.</summary>
public sealed class SoakGateTests
{
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
}
