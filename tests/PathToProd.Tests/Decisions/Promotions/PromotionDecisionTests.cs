using System.Collections.Immutable;
using PathToProd.Decisions.Promotions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;
using static PathToProd.Tests.Decisions.Promotions.PathBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Promotions;

/// <summary>Whether a set may be promoted, and every reason why not, with its whole message.</summary>
public sealed class PromotionDecisionTests
{
    [Test]
    public void A_set_may_be_promoted_when_it_was_verified_before_and_is_known_good()
    {
        var verdict = Of(Good());

        verdict.IsOpen.ShouldBeTrue();
        verdict.State.ShouldBe(GateState.Open);
        verdict.Gates.Select(gate => $"{gate.Gate}: {gate.Holds}").ShouldContain("order: 2026.11.1 was verified in ci");
        verdict
            .Gates.Select(gate => $"{gate.Gate}: {gate.Holds}")
            .ShouldContain("known-good: 2026.11.1 passed its tests in ci-1 1 hour ago");
        GatesReport.Reasons(verdict, Now).ShouldBe("");
    }

    [Test]
    public void Every_gate_is_asked_and_every_reason_is_said()
    {
        Reasons(new PathBuilder().Gate(new KnownGoodRule(null)))
            .ShouldBe(
                """
                Because ci comes first, and 2026.11.1 never ran there,
                and because no evidence shows whether 2026.11.1 works,
                2026.11.1 is not promoted to staging.
                  - Promote it there first: ./build.sh --target=Promote --set=2026.11.1 --environment=ci --deploy
                  - Test it: ./build.sh --target=Certify --set=2026.11.1

                """
            );
    }

    [Test]
    public void No_evidence_stale_evidence_and_failed_evidence_are_three_answers()
    {
        Said(new PathBuilder().Runs("ci", One)).ShouldBe("unknown: no evidence shows whether 2026.11.1 works");
        Said(new PathBuilder().Runs("ci", One).Tested(State(One, hours: 24 * 60)))
            .ShouldBe(
                "unknown: what is known of 2026.11.1 is stale: it passed in ci-1, and it is 60 d old, and evidence counts for 30 d"
            );
        Said(new PathBuilder().Runs("ci", One).Tested(State(One, passed: false)))
            .ShouldBe("closed: 2026.11.1 failed its tests in ci-1 1 hour ago");
    }

    [Test]
    public void Evidence_of_another_set_or_from_elsewhere_says_nothing()
    {
        Said(new PathBuilder().Runs("ci", One).Tested(State(Two)))
            .ShouldBe("unknown: no evidence shows whether 2026.11.1 works");
        Said(new PathBuilder().Runs("ci", One).Tested(State(One)), new KnownGoodRule("ci-2"))
            .ShouldBe("unknown: no evidence shows whether 2026.11.1 works in ci-2");
    }

    [Test]
    public void A_later_failure_anywhere_withdraws_what_was_good()
    {
        Said(Good().Tested(State(One, "ci-2", hours: 0.5, passed: false)))
            .ShouldBe("closed: 2026.11.1 failed its tests in ci-2 30 minutes ago");
    }

    [Test]
    public void What_failed_before_was_rolled_back_or_is_not_whole_does_not_go_on()
    {
        Order(new PathBuilder().Runs("ci", One).Deploys("ci", One.Members["ingress"], Outcome.Failed))
            .ShouldBe("closed: the last deployment of ingress 1.0.1 to ci failed (run run-3: helm exited with 1)");
        Order(new PathBuilder().Deploys("ci", One.Members["base"]))
            .ShouldBe("closed: ci comes first, and 2026.11.1 is not there whole: ingress 1.0.1 is missing");
        Order(new PathBuilder().Runs("ci", One).Deploys("ci", Two.Members["ingress"], back: true))
            .ShouldBe("closed: ci comes first, and 2026.11.1 was rolled back there");
        Order(new PathBuilder().Runs("ci", One).Deploys("ci", new("dns", new(1, 0, 0), new Digest("sha256:0d"))))
            .ShouldBe("");
    }

    [Test]
    public void A_set_that_a_newer_one_replaced_may_still_go_on() =>
        Order(new PathBuilder().Runs("ci", One).Deploys("ci", Two.Members["ingress"])).ShouldBe("");

    [Test]
    public void A_ledger_that_cannot_be_read_is_unknown_and_blocks()
    {
        var question = Good().Ask("staging") with
        {
            Histories = ImmutableDictionary<string, DeploymentHistory>.Empty,
            Unread = ImmutableDictionary<string, string>.Empty.Add("ci", "the API server does not answer"),
        };

        var verdict = PromotionDecision.Of(question);

        verdict.State.ShouldBe(GateState.Unknown);
        verdict
            .Gates.Single(gate => gate.Gate == "order")
            .Causes.ShouldHaveSingleItem()
            .Because.ShouldBe("the ledger of ci could not be read: the API server does not answer");
    }

    [Test]
    public void A_record_that_cannot_be_read_is_unknown_and_blocks()
    {
        var question = Good().Ask("staging") with
        {
            UnreadRecords =
            [
                new Problem(new SourcePosition("promotions.jsonl", 2, 1), "this line is torn", "restore it"),
            ],
        };

        PromotionDecision.Of(question).State.ShouldBe(GateState.Unknown);
    }

    [Test]
    public void An_informing_gate_is_shown_and_never_in_the_way()
    {
        var verdict = Of(new PathBuilder().Gate(new KnownGoodRule(null), informing: true).Runs("ci", One));

        verdict.IsOpen.ShouldBeTrue();
        verdict.Gates.Single(gate => gate.IsInforming).State.ShouldBe(GateState.Unknown);
    }

    [Test]
    public void An_accepted_cause_is_not_in_the_way_and_a_new_one_is()
    {
        var path = new PathBuilder { AllowsOverride = true }
            .Gate(new KnownGoodRule(null))
            .Runs("ci", One);
        path.Recorded(Accepting(path, "no evidence", wasUnknown: true));

        var verdict = Of(path);
        verdict.IsOpen.ShouldBeTrue();
        PromotionDecision
            .Records(verdict, _ => path.Head(), reason: null, [])
            .OfType<PromotionRecord.Promoted>()
            .Single()
            .Accepted.ShouldBe([new AcceptedCause("known-good", "no evidence", WasUnknown: true)]);

        Said(path.Tested(State(One, passed: false)), null)
            .ShouldBe("closed: 2026.11.1 failed its tests in ci-1 1 hour ago");
    }

    [Test]
    public void What_was_accepted_as_unknown_blocks_once_it_is_known()
    {
        var path = new PathBuilder { AllowsOverride = true }
            .Gate(new KnownGoodRule(null))
            .Runs("ci", One)
            .Tested(State(One, passed: false));
        path.Recorded(Accepting(path, Failure, wasUnknown: true));

        Of(path).IsOpen.ShouldBeFalse();
        path.Recorded(Accepting(path, Failure, wasUnknown: false));
        Of(path).IsOpen.ShouldBeTrue();

        // Another failure is another cause.
        path.Tested(State(One, hours: 0.5, passed: false) with { Run = "20261122-113000-abcdef" });
        Of(path).IsOpen.ShouldBeFalse();
    }

    [Test]
    public void An_acceptance_ends_and_counts_only_where_the_policy_allows_it()
    {
        var ended = new PathBuilder { AllowsOverride = true }
            .Gate(new KnownGoodRule(null))
            .Runs("ci", One);
        ended.Recorded(Accepting(ended, "no evidence", wasUnknown: true) with { Until = Now });
        Of(ended).IsOpen.ShouldBeFalse();

        var refused = new PathBuilder().Gate(new KnownGoodRule(null)).Runs("ci", One);
        refused.Recorded(Accepting(refused, "no evidence", wasUnknown: true));
        Of(refused).IsOpen.ShouldBeFalse();

        var other = new PathBuilder { AllowsOverride = true }
            .Gate(new KnownGoodRule(null))
            .Runs("ci", One);
        other.Recorded(
            Accepting(other, "no evidence", wasUnknown: true) with
            {
                Set = PromotionDecision.Reference(Two),
            }
        );
        Of(other).IsOpen.ShouldBeFalse();
    }

    [Test]
    public void The_step_from_what_runs_there_must_be_tested_in_its_own_direction()
    {
        PathBuilder Path() => new PathBuilder().Gate(new TransitionRule(null)).Runs("ci", Two).Runs("staging", One);

        Transition(Path())
            .ShouldBe("unknown: the step from 2026.11.1, which runs in staging, to 2026.11.2 was never tested");
        Transition(Path().Tested(Step(Two, One)))
            .ShouldBe("unknown: the step from 2026.11.1, which runs in staging, to 2026.11.2 was never tested");
        Transition(Path().Tested(Step(One, Two, passed: false)))
            .ShouldBe("closed: the step from 2026.11.1, which runs in staging, to 2026.11.2 failed in ci-1");
        Transition(Path().Tested(Step(One, Two))).ShouldBe("");
        Transition(new PathBuilder().Gate(new TransitionRule(null)).Runs("ci", Two)).ShouldBe("");

        string Transition(PathBuilder path) => Causes(Of(path, Two), "transition");
    }

    [Test]
    public void What_runs_there_must_be_verified_before_something_new_hides_it()
    {
        var path = new PathBuilder()
            .Gate(new VerifiedRule())
            .Runs("ci", Two)
            .Runs("staging", One)
            .Deploys("staging", One.Members["base"], outcome: null);

        Causes(Of(path, Two), "verified")
            .ShouldBe(
                "unknown: the last deployment of base 1.0.0 to staging was interrupted: run run-5 started it on 2026-11-21 12:09:00 UTC and never ended it"
            );
    }

    [Test]
    public void The_plan_that_approvals_are_bound_to_changes_with_what_runs_and_with_the_set()
    {
        var before = Good().Ask("staging").Plan;

        Good().Ask("staging").Plan.ShouldBe(before);
        Good().Ask("staging", Two).Plan.ShouldNotBe(before);
        Good().Runs("staging", Two).Ask("staging").Plan.ShouldNotBe(before);
    }

    private const string Failure = "failed in ci-1, run 20261122-110000-abcdef";

    private static PathBuilder Good() =>
        new PathBuilder().Gate(new KnownGoodRule(null)).Runs("ci", One).Tested(State(One));

    private static PromotionRecord.Overridden Accepting(PathBuilder path, string about, bool wasUnknown) =>
        new()
        {
            Head = path.Head(),
            Environment = "staging",
            Set = PromotionDecision.Reference(One),
            Causes = [new AcceptedCause("known-good", about, wasUnknown)],
            Until = Now.AddHours(1),
        };

    private static PromotionVerdict Of(PathBuilder path, PathToProd.Facts.VersionSets.VersionSet? set = null) =>
        PromotionDecision.Of(path.Ask("staging", set));

    private static string Reasons(PathBuilder path) => GatesReport.Reasons(Of(path), Now);

    /// <summary>What the known-good gate says.</summary>
    private static string Said(PathBuilder path, KnownGoodRule? rule = null) =>
        Causes(Of(rule is null && HasGate(path) ? path : path.Gate(rule ?? new KnownGoodRule(null))), "known-good");

    private static bool HasGate(PathBuilder path) => !path.Ask("staging").Step.Policy.Gates.IsEmpty;

    private static string Order(PathBuilder path) => Causes(Of(path), "order");

    private static string Causes(PromotionVerdict verdict, string gate) =>
        string.Join(
            '\n',
            verdict
                .Gates.Where(one => one.Gate == gate)
                .SelectMany(one => one.Causes)
                .Select(cause => $"{cause.Kind.ToString().ToLowerInvariant()}: {cause.Because}")
        );
}
