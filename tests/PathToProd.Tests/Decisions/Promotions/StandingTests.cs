using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.Status;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text.Tables;
using static PathToProd.Tests.Decisions.Promotions.PathBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Promotions;

/// <summary>Where an environment of the path stands, as Status and Explain tell it.</summary>
public sealed class StandingTests
{
    [Test]
    public void An_environment_of_which_nothing_was_said_says_so() =>
        Says(new PathBuilder(), "staging")
            .ShouldBe("Nothing was promoted to staging yet.\nNo set waits to come next.\n");

    [Test]
    public void What_it_should_run_by_whom_and_why_and_since_when_it_does()
    {
        var path = new PathBuilder().Promoted("ci", One).Runs("ci", One);
        path.Recorded(Promoted(path, "ci", Two, "Advance", One)).Runs("ci", Two);

        Says(path, "ci", One, Two)
            .ShouldBe(
                """
                ci should run 2026.11.2: it was promoted 23 hours ago by ann@laptop, by Advance, in place of 2026.11.1.
                It has run there for 23 h 50 min, since 2026-11-21 12:10:00 UTC.
                No set waits to come next.

                """
            );
    }

    [Test]
    public void A_set_that_was_promoted_by_hand_waits_for_its_deployment()
    {
        var path = new PathBuilder();
        path.Recorded(Promoted(path, "ci", One, "Bug 7"));

        Says(path, "ci", One)
            .ShouldBe(
                """
                ci should run 2026.11.1: it was promoted 23 hours ago by ann@laptop, by hand (Bug 7), as the first set there.
                It is not deployed yet. Advance deploys it.
                No set waits to come next.
                  ./build.sh --target=Deploy --component=all --environment=ci

                """
            );
    }

    [Test]
    public void A_deployment_that_was_interrupted_is_not_yet_one()
    {
        var path = new PathBuilder().Promoted("ci", One).Deploys("ci", One.Members["base"], outcome: null);

        Says(path, "ci", One)
            .ShouldContain(
                "It is not there: the last deployment of base 1.0.0 to ci was interrupted: run run-1 started it on 2026-11-21 12:02:00 UTC and never ended it. "
                    + "Advance deploys it again.\n"
            );
    }

    [Test]
    public void What_failed_is_said_with_what_can_be_done()
    {
        var path = new PathBuilder().Promoted("ci", One).Deploys("ci", One.Members["base"], Outcome.Failed);

        Says(path, "ci", One)
            .ShouldBe(
                """
                ci should run 2026.11.1: it was promoted 23 hours ago by ann@laptop, by hand, as the first set there.
                It failed there: the last deployment of base 1.0.0 to ci failed (run run-1: helm exited with 1). Advance promotes nothing there until it is deployed again, or taken back.
                No set waits to come next.
                  ./build.sh --target=Rollback --environment=ci

                """
            );
    }

    [Test]
    public void What_a_hand_deployed_since_is_not_what_should_run()
    {
        var path = new PathBuilder().Promoted("ci", One).Runs("ci", One).Deploys("ci", Two.Members["ingress"]);

        Says(path, "ci", One)
            .ShouldContain("Something else runs there now: ingress is 1.0.2 there, and 1.0.1 in 2026.11.1.\n");
    }

    [Test]
    public void A_rollback_a_condemnation_a_freeze_and_a_hold_are_all_said()
    {
        var path = new PathBuilder().Promoted("ci", Two);
        path.Recorded(Promoted(path, "ci", One, "2026.11.2 failed", Two) with { IsBack = true }).Runs("ci", One);
        path.Recorded(
            new PromotionRecord.Condemned { Head = path.Head("bob"), Set = PromotionDecision.Reference(One) }
        );
        path.Recorded(
            new PromotionRecord.Frozen { Head = path.Head("eve") with { Reason = "Year end" }, Until = Now.AddDays(9) }
        );
        path.Recorded(new PromotionRecord.Frozen { Head = path.Head("eve"), Place = "ci" });
        path.Recorded(new PromotionRecord.Held { Head = path.Head("bob"), Environment = "ci" });

        Says(path, "ci", One, Two)
            .ShouldBe(
                """
                ci should run 2026.11.1: it went back to it 23 hours ago by ann@laptop, in a rollback (2026.11.2 failed), in place of 2026.11.2.
                It has run there for 23 h 54 min, since 2026-11-21 12:06:00 UTC.
                2026.11.1 is condemned: it goes no further, and stays where it runs (bob, 2026-11-21 12:07:00 UTC).
                ci is frozen without an end (eve, 2026-11-21 12:09:00 UTC).
                The whole path is frozen until 2026-12-01 12:00:00 UTC (eve, 2026-11-21 12:08:00 UTC: Year end).
                ci is held until it is released (bob, 2026-11-21 12:10:00 UTC).
                2026.11.2 waits. 2 gates are closed: freeze, hold.
                  ./build.sh --target=Gates --environment=ci

                """
            );
    }

    [Test]
    public void What_stops_the_next_set_is_counted_by_what_is_known_of_each_gate()
    {
        var path = Waiting();

        Says(path, "staging", One)
            .ShouldBe(
                """
                Nothing was promoted to staging yet.
                2026.11.1 waits. 1 gate is closed: notice until 2026-11-22 14:06:00 UTC. 1 gate is unknown, which blocks too: known-good. 1 gate was not asked here: signed. It comes not before 2026-11-22 14:06:00 UTC, in 2 h 6 min.
                  ./build.sh --target=Gates --environment=staging

                """
            );
    }

    [Test]
    public void A_gate_that_was_not_asked_is_not_open_though_what_was_unknown_of_it_is_accepted()
    {
        var path = new PathBuilder { AllowsOverride = true }
            .Gate(new SignedRule())
            .Promoted("ci", One)
            .Runs("ci", One);
        path.Recorded(
            new PromotionRecord.Overridden
            {
                Head = path.Head(),
                Environment = "staging",
                Set = PromotionDecision.Reference(One),
                Causes = [new AcceptedCause("signed", "the signature of 2026.11.1", WasUnknown: true)],
                Until = Now.AddDays(1),
            }
        );

        Says(path, "staging", One).ShouldContain("2026.11.1 waits. 1 gate was not asked here: signed.\n");
    }

    [Test]
    public void An_informing_gate_is_never_in_the_way()
    {
        var path = new PathBuilder().Gate(new SignedRule(), informing: true).Promoted("ci", One).Runs("ci", One);

        Says(path, "staging", One).ShouldContain("2026.11.1 may come next: its gates are open.\n");
    }

    [Test]
    public void An_older_set_that_may_come_is_said_beside_the_newest_that_may_not()
    {
        var path = new PathBuilder()
            .Gate(new KnownGoodRule(null))
            .Promoted("ci", One)
            .Runs("ci", One)
            .Tested(State(One))
            .Promoted("ci", Two)
            .Runs("ci", Two);

        Says(path, "staging", One, Two)
            .ShouldContain(
                "2026.11.2 waits. 1 gate is unknown, which blocks too: known-good. 2026.11.1, which is older, may come before it.\n"
            );
    }

    [Test]
    public void A_time_of_the_schedule_that_passed_is_missed_unless_Advance_asked_in_it()
    {
        var path = Waiting();
        path.Schedule = "0 * * * *";

        var missed = StandingDecision.Of(path.Ask("staging", sets: [One])).Schedule!.Missed;
        missed.Length.ShouldBe(23);
        Says(path, "staging", One)
            .ShouldContain(
                """
                It is due now, and Advance acts on that until 2026-11-22 13:00:00 UTC. Its schedule is 0 * * * *, next 2026-11-22 13:00:00 UTC, in 1 h.
                It was due 23 times and no Advance ran, the last time at 2026-11-22 11:00:00 UTC.
                """
            );

        AdvanceDecision.IsToRecordAsking(path.Ask("staging", sets: [One])).ShouldBeTrue();
        foreach (var time in missed.Append(Now))
        {
            path.Recorded(
                new PromotionRecord.Asked { Head = path.Head() with { At = time }, Environments = ["prod", "staging"] }
            );
        }

        AdvanceDecision.IsToRecordAsking(path.Ask("staging", sets: [One])).ShouldBeFalse();
        StandingDecision.Of(path.Ask("staging", sets: [One])).Schedule!.Missed.ShouldBeEmpty();
        // It is asked again within the hour, as somebody may have approved it meanwhile.
        AdvanceDecision
            .Of(path.Ask("staging", sets: [One]))
            .ShouldBeOfType<AdvanceMove.Stays>()
            .NotBefore.ShouldBeNull();
    }

    [Test]
    public void No_time_is_missed_where_no_set_waits_or_the_set_came_later()
    {
        var path = new PathBuilder { Schedule = "0 10 * * *" };
        StandingDecision.Of(path.Ask("staging", sets: [One])).Schedule!.Missed.ShouldBeEmpty();

        path.At = Now.AddHours(-1);
        path.Promoted("ci", One);
        var schedule = StandingDecision.Of(path.Ask("staging", sets: [One])).Schedule!;
        schedule.Missed.ShouldBeEmpty();
        schedule.DueUntil.ShouldBeNull();
    }

    [Test]
    public void An_environment_whose_ledger_or_records_cannot_be_read_is_not_known()
    {
        var question = new PathBuilder().Promoted("ci", One).Ask("ci", sets: [One]);
        question = question with
        {
            Histories = question.Histories.Remove("ci"),
            Unread = question.Unread.Add("ci", "the API server does not answer"),
            UnreadRecords = [new PathToProd.Text.Problem(null, "it is torn", "restore it")],
        };

        StandingText
            .Text([StandingDecision.Of(question)], Style.Plain, Now)
            .ShouldBe(
                """
                ci should run 2026.11.1: it was promoted 23 hours ago by ann@laptop, by hand, as the first set there.
                It is not known what runs there: the ledger of ci could not be read: the API server does not answer.
                1 record of the promotions cannot be read, and may be a freeze, a hold or a condemnation.
                No set waits to come next.

                """
            );
        ExplanationReport.Text(PromotionExplanation.Of(question), Style.Plain, Now).ShouldNotContain("deployed since");
    }

    [Test]
    public void What_stands_on_the_path_is_a_table_a_page_and_a_document()
    {
        var path = Waiting();
        path.Schedule = "0 10 * * *";
        EnvironmentStanding[] all =
        [
            .. ((string[])["ci", "staging", "prod"]).Select(name => StandingDecision.Of(path.Ask(name, sets: [One]))),
        ];
        var latest = new LatestStates([], []);

        Snapshot.Match(StandingText.Text(all, new Style { Width = 80 }, Now), "standings_80");
        Snapshot.Match(StandingText.Text(all, new Style { Width = 200 }, Now), "standings_200");

        Snapshot.Match(StatusReport.Markdown(latest, [], Now, path: all), "standings_page");
        Snapshot.MatchReport("status", StatusReport.Json(latest, [], path: all), "standings_json");
    }

    [Test]
    public void The_decision_is_explained_with_what_each_gate_said_then()
    {
        var path = new PathBuilder()
            .Gate(new KnownGoodRule(null))
            .Promoted("ci", One)
            .Runs("ci", One)
            .Tested(State(One));
        var verdict = PromotionDecision.Of(path.Ask("staging", One, One));
        foreach (
            var record in PromotionDecision.Records(
                verdict,
                reason => path.Head() with { Reason = reason },
                "Advance",
                []
            )
        )
        {
            path.Recorded(record);
        }

        path.Runs("staging", One);
        var question = path.Ask("staging", One, One, Two);
        var explanation = PromotionExplanation.Of(
            question with
            {
                Step = question.Step with { Policy = question.Step.Policy with { Text = "{ \"gates\": {} }" } },
            }
        );

        Snapshot.Match(ExplanationReport.Text(explanation, Style.Plain, Now), "explained");
        Snapshot.MatchReport("explain", ExplanationReport.Json(explanation), "explained_json");
    }

    [Test]
    public void A_promotion_for_which_no_gate_was_recorded_is_explained_as_far_as_that_goes()
    {
        var path = new PathBuilder().Promoted("ci", One).Promoted("ci", Two, back: true);

        ExplanationReport
            .Text(PromotionExplanation.Of(path.Ask("ci", sets: [One, Two])), Style.Plain, Now)
            .ShouldContain(
                "A rollback asks no gate, as the set ran there before: the record r1 of 2026-11-21 12:02:00 UTC.\n"
            );
        path.Promoted("ci", One);
        ExplanationReport
            .Text(PromotionExplanation.Of(path.Ask("ci", sets: [One, Two])), Style.Plain, Now)
            .ShouldContain(
                "Its gates were open, or their causes accepted. What each of them said was not recorded: the record r2 of 2026-11-21 12:03:00 UTC.\n"
            );
    }

    [Test]
    public void A_history_since_a_moment_has_what_was_decided_since_and_what_was_still_accepted_then()
    {
        var path = new PathBuilder().Promoted("ci", One);
        foreach (var hours in (int[])[1, 30])
        {
            path.Recorded(
                new PromotionRecord.Overridden
                {
                    Head = path.Head(),
                    Environment = "ci",
                    Set = PromotionDecision.Reference(One),
                    Causes = [new AcceptedCause("works", "stale in ci", WasUnknown: true)],
                    Until = path.At.AddHours(hours),
                }
            );
        }

        path.Recorded(new PromotionRecord.Frozen { Head = path.Head(), Place = "europe" });
        path.At = Now.AddHours(-1);
        path.Recorded(new PromotionRecord.Held { Head = path.Head(), Environment = "ci" });
        path.Recorded(new PromotionRecord.Held { Head = path.Head(), Environment = "prod" });
        var reading = new PromotionReading(new PromotionHistory([.. path.Records]), []);
        var steps = new Dictionary<string, string> { ["ci"] = "ci", ["prod-eu"] = "europe" };

        var one = DecidedHistory.From(reading, steps, "ci", Now.AddHours(-2));
        one.Of("ci")!.Value.Select(PromotionText.Title).ShouldBe(["ci: 1 cause accepted for 2026.11.1", "ci: held"]);
        one.Of("sandbox").ShouldBeNull();
        var all = DecidedHistory.From(reading, steps, only: null, since: null);
        all.Path!.Value.Select(PromotionText.Title).ShouldBe(["europe: frozen"]);
        all.Of("prod-eu")!.Value.ShouldBeEmpty();
        HistoryReport
            .Text(new LedgerBuilder("ci").History, Style.Plain, Now, one.Of("ci")!.Value)
            .ShouldContain("  accepted until 2026-11-22 18:03:00 UTC: works/stale in ci (unknown then)\n");
    }

    /// <summary>2026.11.1 waits before staging: it is not known whether it works, it was announced a day ago at most, and its signature was not looked up.</summary>
    private static PathBuilder Waiting()
    {
        var path = new PathBuilder()
            .Gate(new KnownGoodRule(null))
            .Gate(new NoticeRule(TimeSpan.FromHours(26)))
            .Gate(new SignedRule())
            .Promoted("ci", One)
            .Runs("ci", One);
        return path.Recorded(
            new PromotionRecord.Announced
            {
                Head = path.Head(),
                Environment = "staging",
                Set = PromotionDecision.Reference(One),
            }
        );
    }

    private static PromotionRecord.Promoted Promoted(
        PathBuilder path,
        string environment,
        PathToProd.Facts.VersionSets.VersionSet set,
        string reason,
        PathToProd.Facts.VersionSets.VersionSet? from = null
    ) =>
        new()
        {
            Head = path.Head() with { Reason = reason },
            Environment = environment,
            Set = PromotionDecision.Reference(set),
            From = from is null ? null : PromotionDecision.Reference(from),
            Policy = "",
        };

    private static string Says(
        PathBuilder path,
        string environment,
        params PathToProd.Facts.VersionSets.VersionSet[] sets
    ) => StandingText.Text([StandingDecision.Of(path.Ask(environment, sets: sets))], Style.Plain, Now);
}
