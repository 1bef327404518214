using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Validation;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Validation;

public sealed class ValidationDecisionTests
{
    private static readonly VersionSet From = SetBuilder.Set("a", "ingress 1.4.0");
    private static readonly VersionSet To = SetBuilder.Set("b", "ingress 1.5.0");
    private static readonly Digest Key = SetBuilder.Digest("key");

    [Test]
    public void What_was_never_validated_runs() =>
        Of(One(passed: true) with { Change = SetBuilder.Digest("another") })
            .ShouldBe("runs: nothing that holds the same was validated yet");

    [Test]
    public void What_passed_is_not_run_again_in_any_environment_of_the_pool() =>
        Of(One(passed: true, environment: "ci-2")).ShouldBe("reused from ci-2");

    [Test]
    public void Evidence_of_another_environment_does_not_count() =>
        Of(One(passed: true, environment: "prod")).ShouldBe("runs: nothing that holds the same was validated yet");

    [Test]
    public void A_state_is_no_evidence_of_a_step() =>
        Of(One(passed: true) with { Kind = EvidenceKind.State })
            .ShouldBe("runs: nothing that holds the same was validated yet");

    [Test]
    public void Evidence_that_is_too_old_does_not_count() =>
        Of(One(passed: true, hours: 24 * 31)).ShouldBe("runs: it is 31 d old, and evidence counts for 30 d");

    [Test]
    public void What_failed_is_tried_again_until_it_failed_three_times_in_a_row()
    {
        Of(One(passed: false)).ShouldBe("runs: it failed once, and counts as failed for good after 3 times in a row");
        Of(One(passed: false), One(passed: false, hours: 2))
            .ShouldBe("runs: it failed 2 times in a row, and counts as failed for good after 3 times in a row");
        Of(One(passed: false), One(passed: false, hours: 2), One(passed: false, hours: 3)).ShouldBe("given up after 3");
    }

    [Test]
    public void The_newest_result_counts_and_a_pass_in_between_starts_the_count_again()
    {
        Of(One(passed: false), One(passed: true, hours: 2), One(passed: false, hours: 3), One(passed: false, hours: 4))
            .ShouldBe("runs: it failed once, and counts as failed for good after 3 times in a row");
        Of(One(passed: true), One(passed: false, hours: 2)).ShouldBe("reused from ci-1");
    }

    [Test]
    public void What_was_cancelled_says_nothing() =>
        Of(One(passed: true) with { Outcome = EvidenceOutcome.Cancelled })
            .ShouldBe("runs: nothing that holds the same was validated yet");

    [Test]
    public void Where_signatures_are_demanded_only_signed_evidence_counts() =>
        Of(Rules with { SignedOnly = ["ci-1"] }, isForced: false, One(passed: true))
            .ShouldBe("runs: no allowed signer signed the evidence of it, which ci-1 demands");

    [Test]
    public void Another_version_of_Kubernetes_makes_it_run_again() =>
        Of(
                Rules with
                {
                    Surroundings = ImmutableSortedDictionary<string, Surroundings>.Empty.Add(
                        "ci-1",
                        new Surroundings(new SemVersion(1, 32, 0), ImmutableSortedDictionary<string, string>.Empty)
                    ),
                },
                isForced: false,
                One(passed: true)
            )
            .ShouldBe("runs: ci-1 had Kubernetes 1.31.2, and has 1.32.0 now");

    [Test]
    public void Force_runs_whatever_is_known() =>
        Of(Rules, isForced: true, One(passed: true)).ShouldBe("runs: it was asked for with --force");

    private static Evidence One(bool passed, string environment = "ci-1", double hours = 1) =>
        Step(From, To, environment, hours, passed) with
        {
            Change = Key,
        };

    private static string Of(params ImmutableArray<Evidence> evidence) => Of(Rules, isForced: false, evidence);

    private static string Of(EvidenceRules rules, bool isForced, params ImmutableArray<Evidence> evidence) =>
        ValidationDecision.Of(
            Key,
            EvidenceKind.Transition,
            new HashSet<string> { "ci-1", "ci-2" },
            evidence,
            rules,
            isForced
        ) switch
        {
            ValidationDecision.Reused reused => $"reused from {reused.Evidence.Environment}",
            ValidationDecision.GivenUp given => $"given up after {given.Failures.Length}",
            ValidationDecision.Runs runs => $"runs: {string.Join("; ", runs.Why)}",
            _ => "",
        };
}
