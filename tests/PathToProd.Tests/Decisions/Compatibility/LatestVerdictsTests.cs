using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class LatestVerdictsTests
{
    private static readonly VersionSet A = SetBuilder.Set("a", "ingress 1.4.0");
    private static readonly VersionSet B = SetBuilder.Set("b", "ingress 1.5.0");

    [Test]
    public void Newer_evidence_overrides_older_whether_it_passed_or_failed()
    {
        var verdicts = Verdicts(
            State(A, hours: 1),
            State(A, hours: 2, passed: false),
            State(B, hours: 3),
            State(B, hours: 1, passed: false)
        );

        verdicts
            .All.Select(verdict => (verdict.Evidence.Set == A.Digest, verdict.IsKnownGood, verdict.IsKnownBad))
            .ShouldBe([(true, true, false), (false, false, true)], ignoreOrder: true);
    }

    [Test]
    public void Cancelled_evidence_says_nothing()
    {
        var verdicts = Verdicts(State(A, hours: 2), State(A, hours: 1) with { Outcome = EvidenceOutcome.Cancelled });

        verdicts.All.ShouldHaveSingleItem().IsKnownGood.ShouldBeTrue();
        Verdicts(State(A) with { Outcome = EvidenceOutcome.Cancelled }).All.ShouldBeEmpty();
    }

    [Test]
    public void Each_environment_and_Kubernetes_version_has_its_own_latest_verdict_the_newest_first()
    {
        var verdicts = Verdicts(
            State(A, "ci-1", hours: 3),
            State(A, "ci-2", hours: 2),
            State(A, "ci-1", hours: 1, kubernetes: "1.32.0"),
            State(A, "ci-1", hours: 4)
        );

        verdicts
            .All.Select(verdict => (verdict.Evidence.Environment, verdict.Evidence.Kubernetes.ToString()))
            .ShouldBe([("ci-1", "1.32.0"), ("ci-2", "1.31.2"), ("ci-1", "1.31.2")]);
    }

    [Test]
    public void A_step_is_another_question_than_the_set_it_leads_to_and_than_the_way_back()
    {
        var verdicts = Verdicts(State(A), Step(B, A, passed: false), Step(A, B));

        verdicts.States.ShouldHaveSingleItem().Evidence.Kind.ShouldBe(EvidenceKind.State);
        verdicts
            .Transitions.Select(verdict => (verdict.Evidence.From, verdict.IsKnownGood))
            .ShouldBe([(A.Digest, true), (B.Digest, false)], ignoreOrder: true);
    }

    [Test]
    public void What_is_from_the_future_has_the_last_word_only_where_there_is_nothing_else()
    {
        var verdicts = Verdicts(
            State(A, hours: -100, passed: false),
            State(A, hours: 2),
            State(B, hours: -100, passed: false)
        );

        verdicts
            .All.Select(verdict => (verdict.Evidence.Set == A.Digest, verdict.IsFresh))
            .ShouldBe([(true, true), (false, false)], ignoreOrder: true);
    }

    [Test]
    public void Old_evidence_is_neither_known_good_nor_known_bad()
    {
        var verdicts = Verdicts(State(A, hours: 24 * 40), State(B, hours: 24 * 40, passed: false));

        verdicts.All.ShouldAllBe(verdict => !verdict.IsKnownGood && !verdict.IsKnownBad && !verdict.IsFresh);
    }

    [Test]
    public void Evidence_from_before_a_test_changed_is_neither_known_good_nor_known_bad()
    {
        var rules = Rules with
        {
            Tests = ImmutableSortedDictionary<string, Digest>.Empty.Add(
                "platform/reaches-out",
                new Digest("sha256:new")
            ),
        };
        var test = Test("platform/reaches-out");

        LatestVerdicts
            .Of([State(A, tests: [test]), State(B, passed: false, tests: [test])], rules)
            .All.ShouldAllBe(verdict => !verdict.IsKnownGood && !verdict.IsKnownBad && !verdict.IsFresh);
    }

    [Test]
    public void What_does_not_count_is_listed_the_newest_first()
    {
        Evidence[] unsigned =
        [
            State(A, "prod", hours: 1),
            State(A, "prod", hours: 4),
            State(B, "prod", hours: 2),
            State(B, "prod", hours: 3),
        ];

        LatestVerdicts
            .Of([.. unsigned], Rules with { SignedOnly = ["prod"] })
            .Uncounted.ShouldBe([unsigned[0], unsigned[2], unsigned[3], unsigned[1]]);
    }

    [Test]
    public void Where_signatures_are_demanded_only_the_newest_signed_evidence_counts_and_the_rest_is_reported()
    {
        var asked = new List<Evidence>();
        var rules = Rules with
        {
            SignedOnly = ["prod"],
            Signature = evidence =>
            {
                asked.Add(evidence);
                return evidence.Signature == "good" ? SignatureState.Valid
                    : evidence.Signature is null ? SignatureState.Missing
                    : SignatureState.Wrong;
            },
        };
        var unsigned = State(A, "prod", hours: 1, passed: false);
        var forged = State(A, "prod", hours: 2, passed: false) with { Signature = "bad" };
        var signed = State(A, "prod", hours: 3) with { Signature = "good" };
        var older = State(A, "prod", hours: 4, passed: false) with { Signature = "good" };
        var elsewhere = State(A, "ci-1", hours: 1);
        var never = State(B, "prod", hours: 9);

        var verdicts = LatestVerdicts.Of([older, unsigned, elsewhere, signed, never, forged], rules);

        verdicts.All.Select(verdict => verdict.Evidence).ShouldBe([elsewhere, signed]);
        verdicts.Uncounted.ShouldBe([unsigned, forged, never]);
        asked.ShouldBe([unsigned, forged, signed, never], ignoreOrder: true);
    }

    [Test]
    public void The_last_words_do_not_depend_on_the_order_of_lines()
    {
        var random = new Random(11);
        var evidence = Enumerable
            .Range(0, 40)
            .Select(number =>
                State(random.Next(2) == 0 ? A : B, $"ci-{random.Next(2)}", random.Next(6) - 1, random.Next(2) == 0)
            )
            .ToArray();
        var expected = Verdicts([.. evidence]).All.Select(verdict => verdict.Evidence).ToArray();
        for (var round = 0; round < Cases.Of(20); round++)
        {
            random.Shuffle(evidence);
            Verdicts([.. evidence]).All.Select(verdict => verdict.Evidence).ShouldBe(expected);
        }
    }
}
