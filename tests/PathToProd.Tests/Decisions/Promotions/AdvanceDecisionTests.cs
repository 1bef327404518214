using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using static PathToProd.Tests.Decisions.Promotions.PathBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Promotions;

/// <summary>What Advance does in one environment.</summary>
public sealed class AdvanceDecisionTests
{
    [Test]
    public void The_path_begins_with_the_latest_set() =>
        Says(new PathBuilder(), "ci").ShouldBe("promotes 2026.11.3, passing over 2026.11.2 and 2026.11.1");

    [Test]
    public void A_set_that_was_promoted_is_deployed_once_and_not_promoted_again()
    {
        var path = new PathBuilder().Promoted("ci", Three);
        Says(path, "ci").ShouldBe("deploys 2026.11.3");

        Says(path.Runs("ci", Three), "ci").ShouldBe("stays");
    }

    [Test]
    public void Only_what_was_promoted_before_comes_next()
    {
        Says(new PathBuilder().Runs("ci", Three), "staging").ShouldBe("stays");
        Says(new PathBuilder().Promoted("ci", Two).Runs("ci", Two), "staging").ShouldBe("promotes 2026.11.2");
    }

    [Test]
    public void A_newer_set_that_waits_does_not_keep_an_older_one_back()
    {
        var path = new PathBuilder()
            .Gate(new KnownGoodRule(null))
            .Promoted("ci", One)
            .Runs("ci", One)
            .Tested(State(One))
            .Promoted("ci", Two)
            .Runs("ci", Two);

        Says(path, "staging").ShouldBe("promotes 2026.11.1, while 2026.11.2 waits");
    }

    [Test]
    public void Every_set_in_its_turn_where_the_step_says_so()
    {
        var path = new PathBuilder { Pace = new PromotionPace(PaceChoice.Every) };
        Says(path, "ci").ShouldBe("promotes 2026.11.1");
        Says(path.Promoted("ci", One).Runs("ci", One), "ci").ShouldBe("promotes 2026.11.2");
    }

    [Test]
    public void At_most_every_so_often_where_the_step_says_so()
    {
        var path = new PathBuilder
        {
            Pace = new PromotionPace(PaceChoice.Latest, TimeSpan.FromHours(3)),
            At = Now.AddHours(-2),
        };
        path.Promoted("ci", One).Runs("ci", One);

        Says(path, "ci").ShouldBe("stays until 2026-11-22 13:01:00 UTC");
    }

    [Test]
    public void A_condemned_set_does_not_come()
    {
        var path = new PathBuilder();
        path.Recorded(new PromotionRecord.Condemned { Head = path.Head(), Set = PromotionDecision.Reference(Three) });

        Says(path, "ci").ShouldBe("promotes 2026.11.2, passing over 2026.11.1");
    }

    [Test]
    public void Nothing_comes_after_what_failed()
    {
        var path = new PathBuilder().Promoted("ci", One).Deploys("ci", One.Members["base"], Outcome.Failed);

        Says(path, "ci").ShouldBe("failed 2026.11.1");
        path.RollsBack = true;
        Says(path, "ci").ShouldBe("failed 2026.11.1");
        Says(path, "staging").ShouldBe("stays, while 2026.11.1 waits");
    }

    [Test]
    public void What_failed_goes_back_to_the_last_set_that_was_good_there_and_the_set_is_condemned_in_one_write()
    {
        var path = new PathBuilder { RollsBack = true }
            .Promoted("ci", One)
            .Runs("ci", One)
            .Promoted("staging", One)
            .Runs("staging", One)
            .Promoted("staging", Two)
            .Deploys("staging", Two.Members["ingress"], Outcome.Failed);
        var question = path.Ask("staging");
        var failed = AdvanceDecision.Of(question).ShouldBeOfType<AdvanceMove.Failed>();

        failed.RollsBack.ShouldBeTrue();
        failed.Back.ShouldBe(One);
        AdvanceDecision
            .GoingBack(failed, question.Promotions, why => path.Head() with { Reason = why })
            .Select(record => $"{PromotionText.Title(record)}, as {record.Head.Reason}")
            .ShouldBe([
                "2026.11.2 condemned, as failed in staging: the last deployment of ingress 1.0.2 to staging failed (run run-5: helm exited with 1)",
                "staging: back to 2026.11.1, as 2026.11.2 failed in staging: the last deployment of ingress 1.0.2 to staging failed (run run-5: helm exited with 1)",
            ]);
    }

    [Test]
    public void A_rollback_that_was_recorded_and_not_begun_is_deployed_and_one_that_failed_waits_for_a_person()
    {
        var path = new PathBuilder { RollsBack = true }
            .Promoted("staging", One)
            .Runs("staging", One)
            .Promoted("staging", Two)
            .Deploys("staging", Two.Members["ingress"], Outcome.Failed)
            .Promoted("staging", One, back: true);
        Says(path, "staging").ShouldBe("deploys 2026.11.1");

        path.Deploys("staging", One.Members["ingress"], Outcome.Failed, back: true);
        AdvanceDecision.Of(path.Ask("staging")).ShouldBeOfType<AdvanceMove.Failed>().RollsBack.ShouldBeFalse();
    }

    [TestCase(null)]
    [TestCase(Outcome.Cancelled)]
    public void A_deployment_that_was_interrupted_or_cancelled_is_run_again_and_no_set_is_blamed(Outcome? outcome)
    {
        var path = new PathBuilder { RollsBack = true }
            .Promoted("staging", One)
            .Runs("staging", One)
            .Promoted("staging", Two)
            .Deploys("staging", Two.Members["ingress"], outcome);

        Says(path, "staging").ShouldBe("deploys 2026.11.2");
    }

    [Test]
    public void A_set_whose_file_is_gone_is_still_older_than_those_after_it()
    {
        var path = new PathBuilder().Promoted("ci", Two);

        AdvanceDecision.Candidates(path.Ask("ci", sets: [One, Three])).ShouldBe([Three]);
    }

    [Test]
    public void What_failed_before_a_promotion_is_not_its_fault()
    {
        var path = new PathBuilder().Deploys("ci", One.Members["base"], Outcome.Failed).Promoted("ci", Two);

        Says(path, "ci").ShouldBe("deploys 2026.11.2");
    }

    [Test]
    public void What_is_being_deployed_is_waited_for()
    {
        var question = new PathBuilder()
            .Promoted("ci", One)
            .Deploys("ci", One.Members["base"], outcome: null)
            .Ask("ci");
        var history = question.Histories["ci"];
        question = question with
        {
            Histories = question.Histories.SetItem(
                "ci",
                history with
                {
                    Attempts = [history.Attempts[0] with { Outcome = AttemptOutcome.InProgress }],
                }
            ),
        };

        AdvanceDecision.Of(question).ShouldBeOfType<AdvanceMove.Waits>().Attempt.Started.Run.ShouldBe("run-1");
    }

    [Test]
    public void A_set_that_is_replaced_before_it_was_ever_there_whole_is_known_as_unverified()
    {
        // A person deployed a part of something else after the promotion.
        var path = new PathBuilder().Promoted("ci", One).Deploys("ci", Two.Members["base"]);

        var promotes = AdvanceDecision.Of(path.Ask("ci")).ShouldBeOfType<AdvanceMove.Promotes>();
        PromotionDecision
            .Records(promotes.Verdict, _ => path.Head(), reason: null, promotes.PassedOver)
            .Select(PromotionText.Title)
            .ShouldBe(["ci: 2026.11.1 replaced before it was verified", "ci: promoted to 2026.11.3"]);
    }

    [Test]
    public void An_environment_whose_ledger_cannot_be_read_gets_nothing()
    {
        var question = new PathBuilder().Promoted("ci", Three).Ask("ci");
        question = question with
        {
            Histories = question.Histories.Remove("ci"),
            Unread = question.Unread.Add("ci", "the API server does not answer"),
        };

        var move = AdvanceDecision.Of(question);

        move.ShouldBeOfType<AdvanceMove.Unknown>();
        AdvanceReport
            .Text(
                [new AdvanceStep(question.Step, "ci", move, IsDone: false, HasFailed: true)],
                PathToProd.Text.Tables.Style.Plain,
                Now
            )
            .ShouldContain(
                "not known: the ledger of ci could not be read: the API server does not answer; make it readable, and look with ./build.sh --target=Status --environment=ci"
            );
    }

    private static string Says(PathBuilder path, string environment) =>
        AdvanceDecision.Of(path.Ask(environment)) switch
        {
            AdvanceMove.Promotes promotes => $"promotes {promotes.Verdict.Question.Set.Name}"
                + (
                    promotes.PassedOver.IsEmpty
                        ? ""
                        : $", passing over {string.Join(" and ", promotes.PassedOver.Select(set => set.Name))}"
                )
                + While(promotes.Blocked),
            AdvanceMove.Deploys deploys => $"deploys {deploys.Set.Name}",
            AdvanceMove.Failed failed => $"failed {failed.Set.Name}",
            AdvanceMove.Stays { NotBefore: { } next } => $"stays until {PathToProd.Text.Moment.Text(next)}",
            AdvanceMove.Stays stays => $"stays{While(stays.Blocked)}",
            var other => other.GetType().Name,
        };

    private static string While(System.Collections.Immutable.ImmutableArray<PromotionVerdict> blocked) =>
        blocked.IsEmpty
            ? ""
            : $", while {string.Join(" and ", blocked.Select(verdict => verdict.Question.Set.Name))} waits";
}
