using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Versions;
using static PathToProd.Tests.Decisions.Rollbacks.RollbackBed;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Rollbacks;

/// <summary>What a rollback goes back to, and why it does nothing.</summary>
public sealed class RollbackDecisionTests
{
    [Test]
    public void A_failed_deployment_goes_back_to_the_last_that_succeeded()
    {
        var ledger = Ledger("1.0.0", "1.1.0", "1.2.0 fails");

        Says(ledger, Web)
            .ShouldBe(
                "web 1.2.0 -> 1.1.0, because the last deployment of web 1.2.0 to prod failed (run run-3: helm exited with 1)"
            );
        Plan(ledger, Web)
            .Changes.Single()
            .Reference.ShouldBe(new RollbackReference("a3", "a2", null, Plan(ledger, Web).Because));
    }

    [Test]
    public void A_good_deployment_goes_back_to_the_one_before() =>
        Says(Ledger("1.0.0", "1.1.0"), Web)
            .ShouldBe(
                "web 1.1.0 -> 1.0.0, because it was asked for, although the last deployment of web 1.1.0 to prod succeeded (run run-2)"
            );

    [Test]
    public void The_same_artifact_deployed_again_is_no_way_back() =>
        Says(Ledger("1.0.0", "1.1.0", "1.1.0", "1.1.0 fails"), Web).ShouldStartWith("web 1.1.0 -> 1.0.0");

    [Test]
    public void Asked_again_it_goes_further_back_and_then_says_that_there_is_nothing()
    {
        var ledger = Ledger("1.0.0", "1.1.0", "1.2.0");
        ledger.Deploy("web", "1.1.0").Back("a3", "a2").Succeeds();
        Says(ledger, Web).ShouldStartWith("web 1.1.0 -> 1.0.0");

        ledger.Deploy("web", "1.0.0").Back("a4", "a1").Succeeds();

        Refusal(ledger, Web)
            .ShouldBe(
                "There is nothing to go back to with web in prod: before run run-1 (2026-11-22 09:00:00 UTC) the ledger has nothing else of web that was good. "
                    + "Nothing was touched. ./build.sh --target=History --environment=prod has all attempts; deploy a version by its name with Deploy."
            );
    }

    [Test]
    public void A_rollback_that_failed_is_not_repeated_but_goes_further_back()
    {
        var ledger = Ledger("1.0.0", "1.1.0", "1.2.0 fails");
        ledger.Deploy("web", "1.1.0").Back("a3", "a2").Fails();

        Says(ledger, Web).ShouldStartWith("web 1.1.0 -> 1.0.0");
    }

    [Test]
    public void What_a_rollback_left_is_not_gone_back_to_after_a_newer_deployment()
    {
        var ledger = Ledger("1.0.0", "1.1.0");
        ledger.Deploy("web", "1.0.0").Back("a2", "a1").Succeeds();
        ledger.Deploy("web", "1.2.0").Fails();

        Says(ledger, Web).ShouldStartWith("web 1.2.0 -> 1.0.0");
    }

    [Test]
    public void What_a_rollback_left_counts_again_once_it_was_deployed_on_purpose_and_succeeded()
    {
        var ledger = Ledger("1.0.0", "1.1.0");
        ledger.Deploy("web", "1.0.0").Back("a2", "a1").Succeeds();
        ledger.Deploy("web", "1.1.0").Succeeds().Deploy("web", "1.2.0").Fails();

        Says(ledger, Web).ShouldStartWith("web 1.2.0 -> 1.1.0");
    }

    [Test]
    public void The_same_artifact_of_an_older_deployment_does_not_come_back_either()
    {
        var ledger = Ledger("1.0.0", "1.1.0", "1.0.0", "1.2.0 fails");
        ledger.Deploy("web", "1.0.0").Back("a4", "a3").Succeeds();
        ledger.Deploy("web", "1.1.0").Back("a5", "a2").Succeeds();

        Refusal(ledger, Web)
            .ShouldStartWith(
                "There is nothing to go back to with web in prod: before run run-2 (2026-11-22 11:00:00 UTC) the ledger has nothing else of web that was good, but for "
                    + "what run run-1 deployed, from which a later rollback went back."
            );
    }

    [Test]
    public void A_removal_is_the_end_of_what_can_come_back()
    {
        var ledger = Ledger("1.0.0", "1.1.0").Destroy("web", "1.1.0").Succeeds();
        Refusal(ledger, Web)
            .ShouldBe(
                "There is no web in prod: run run-3 removed it, and a rollback brings nothing back that was removed. Deploy it: "
                    + "./build.sh --target=Deploy --component=web --environment=prod"
            );

        ledger.Deploy("web", "1.2.0").Succeeds();

        Refusal(ledger, Web).ShouldStartWith("There is nothing to go back to with web in prod: before run run-4");
    }

    [Test]
    public void What_was_never_there_cannot_go_back()
    {
        Refusal(new LedgerBuilder(), Web)
            .ShouldBe(
                "There is no web in prod: it was never deployed there. Deploy it: ./build.sh --target=Deploy --component=web --environment=prod"
            );
        Refusal(new LedgerBuilder(), Prod).ShouldBe("Nothing runs in prod: nothing was ever deployed there.");
        Refusal(new LedgerBuilder(), All)
            .ShouldBe("There is nothing to go back to: all components were never deployed to prod as one.");
        Refusal(Ledger("1.0.0").Destroy("web", "1.0.0").Succeeds(), Prod)
            .ShouldBe("Nothing runs in prod: everything there was destroyed.");
    }

    [Test]
    public void An_interrupted_deployment_is_unknown_and_blocks_unless_forced()
    {
        var ledger = Ledger("1.0.0").Deploy("web", "1.1.0");

        Refusal(ledger, Web)
            .ShouldBe(
                "Because the last deployment of web 1.1.0 to prod was interrupted: run run-2 started it on 2026-11-22 10:00:00 UTC and never ended it, it is "
                    + "not known what is there, and nothing goes back. Go on with that run (--resume), deploy again, or go back anyway: "
                    + "./build.sh --target=Rollback --component=web --environment=prod --force"
            );
        Says(ledger, Web, force: true).ShouldStartWith("web 1.1.0 -> 1.0.0");
    }

    [Test]
    public void A_deployment_in_progress_blocks_also_when_forced()
    {
        var ledger = Ledger("1.0.0").Deploy("web", "1.1.0");
        var question = Question(ledger, Web, force: true) with
        {
            History = DeploymentHistory.From("prod", ledger.Entries, started => started.Run == "run-2"),
        };

        Why(question)
            .ShouldBe(
                "Because run run-2 (ann@laptop) is deploying web 1.1.0 to prod right now, nothing goes back. Wait for that to end."
            );
    }

    [Test]
    public void A_removal_that_did_not_end_well_is_finished_first() =>
        Refusal(Ledger("1.0.0", "1.1.0").Destroy("web", "1.1.0").Fails(), Web)
            .ShouldBe(
                "Because the last removal of web 1.1.0 from prod failed (run run-3: helm exited with 1), nothing goes back. Finish the removal "
                    + "(./build.sh --target=Destroy --component=web --environment=prod), or deploy web again."
            );

    [Test]
    public void A_torn_line_since_the_last_good_deployment_blocks_and_one_before_it_does_not()
    {
        var ledger = Ledger("1.0.0", "1.1.0", "1.2.0");
        var lines = ledger.Text.Split('\n');

        Torn(5)
            .ShouldStartWith(
                "There is nothing to go back to with web in prod: line 5 of ledger.jsonl cannot be read and may be an attempt on web."
            );
        Torn(1).ShouldStartWith("web 1.2.0 -> 1.1.0");

        string Torn(int line)
        {
            var text = string.Join('\n', lines.Select((one, at) => at == line - 1 ? one[..^20] : one));
            var question = Question(ledger, Web, force: true) with
            {
                History = DeploymentHistory.From("prod", LedgerText.Read(text)),
            };
            return Told(question);
        }
    }

    [Test]
    public void What_stays_and_does_not_take_the_older_version_blocks()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0");
        Run(ledger, "r2", "base 2.0.0", "web 2.0.0");
        var question = Question(ledger, new RollbackScope(RollbackKind.Component, "base"), force: true) with
        {
            RelationsOf = Relations("web 2.0.0: base >=2"),
        };

        Why(question)
            .ShouldBe(
                "Because prod has web 2.0.0, which requires base >=2, it does not go back to base 1.0.0. Roll back all of the environment: "
                    + "./build.sh --target=Rollback --environment=prod"
            );
    }

    [Test]
    public void What_comes_back_and_requires_what_is_not_there_blocks()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "web 1.0.0");
        Run(ledger, "r2", "base 2.0.0");
        Run(ledger, "r3", "web 2.0.0");
        var question = Question(ledger, Web, force: true) with { RelationsOf = Relations("web 1.0.0: base <2") };

        Why(question)
            .ShouldBe(
                "Because web 1.0.0 requires base <2, and prod has base 2.0.0, it does not go back to web 1.0.0. Roll back all of the environment: "
                    + "./build.sh --target=Rollback --environment=prod"
            );
        // What run r2 left there was good one by one, and did not fit together.
        Told(question with { Scope = Prod })
            .ShouldStartWith("base 2.0.0 -> 1.0.0, web 2.0.0 -> 1.0.0", Case.Sensitive);
    }

    [Test]
    public void What_is_known_of_no_store_blocks_unless_forced()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "web 1.0.0");
        Run(ledger, "r2", "base 1.1.0");
        var question = Question(ledger, new RollbackScope(RollbackKind.Component, "base"), force: false) with
        {
            RelationsOf = _ => null,
        };

        Why(question)
            .ShouldStartWith(
                "Because prod has web 1.0.0, and what it requires is not known, as no store has its artifact, it does not go back to base 1.0.0."
            );
        Told(question with { Force = true }).ShouldStartWith("base 1.1.0 -> 1.0.0");
    }

    [Test]
    public void A_step_that_was_not_tested_is_said_and_refused_unless_forced()
    {
        var ledger = Ledger("1.0.0", "1.1.0");

        Why(Question(ledger, Web, force: false))
            .ShouldBe(
                "Because the step back is not known to work, nothing was touched. prod now to prod after that: no tested step; no tested path leads there.\n"
                    + "Go back to what run run-1 left there anyway: ./build.sh --target=Rollback --component=web --environment=prod --force"
            );
    }

    [Test]
    public void A_tested_step_needs_no_force_and_a_failed_one_does()
    {
        var ledger = Ledger("1.0.0", "1.1.0");
        VersionSet one = Set("2026.11.1", ledger, 1),
            two = Set("2026.11.2", ledger, 2);
        var question = Question(ledger, Web, force: false) with { Pinned = [two, one] };

        Told(question with { Verdicts = Verdicts(Step(two, one)) }).ShouldStartWith("web 1.1.0 -> 1.0.0");
        Why(question with { Verdicts = Verdicts(Step(two, one, passed: false, hours: 3)) })
            .ShouldContain("2026.11.2 to 2026.11.1: the step failed on ci-1 3 hours ago");
        Why(question with { Verdicts = Verdicts(Step(one, two)) })
            .ShouldContain("2026.11.2 to 2026.11.1: no tested step");
        Why(question with { Verdicts = Verdicts(Step(two, one, hours: 24 * 40)) }).ShouldContain("but that is stale");
    }

    [Test]
    public void The_way_back_from_half_an_upgrade_is_a_part_of_the_tested_step()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "web 1.0.0");
        Run(ledger, "r2", "web 1.1.0 fails");
        var one = Members("2026.11.1", ledger, "a1", "a2");
        var two = Members("2026.11.2", ledger, "a3") is var half
            ? half with
            {
                Members = half.Members.Add(
                    "base",
                    new SetMember("base", SemVersion.Parse("1.1.0"), new Digest("sha256:ff"))
                ),
            }
            : null!;
        var question = Question(ledger, Prod, force: false) with
        {
            Pinned = [two, one],
            Verdicts = Verdicts(Step(two, one)),
        };

        Told(question).ShouldStartWith("web 1.1.0 -> 1.0.0");
        var evidence = ((RollbackPlan.Ready)RollbackDecision.Of(question)).Evidence!;
        (evidence.From.Name, evidence.To.Name).ShouldBe(("2026.11.2", "2026.11.1"));
    }

    [Test]
    public void A_note_is_the_reason() =>
        Told(Question(Ledger("1.0.0", "1.1.0"), Web, force: true) with { Note = "bug 7\nand more" })
            .ShouldBe("web 1.1.0 -> 1.0.0, because bug 7");

    [Test]
    public void A_run_that_goes_on_goes_to_where_it_went_and_is_about_what_it_was_about()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "web 1.0.0");
        Run(ledger, "r2", "base 1.1.0", "web 1.1.0");
        ledger.Run = "r3";
        ledger.Deploy("base", "1.0.0").Back("a3", "a1", "r1").Succeeds();
        ledger.Deploy("web", "1.0.0").Back("a4", "a2", "r1");
        var question = Question(ledger, Prod, force: false) with
        {
            Resumed = new RollbackAsked("environment", "r1", "bug 7"),
            ResumedComponents = ["base", "web"],
        };

        Told(question).ShouldBe("base 1.0.0 -> 1.0.0, web 1.0.0 -> 1.0.0, because bug 7");
    }
}
