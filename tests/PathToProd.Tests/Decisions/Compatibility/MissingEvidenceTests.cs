using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.VersionSets;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

/// <summary>What was not tested of a set, as a release manager reads it.</summary>
public sealed class MissingEvidenceTests
{
    private const string OnlyKnownGood = " --only-known-good proposes only known-good sets.";

    [Test]
    public void Without_any_evidence_no_set_is_known_good() =>
        Sentences().ShouldBe(["This set was never tested. No set is known good yet."]);

    [Test]
    public void A_version_that_no_set_that_passed_has_is_named_with_the_nearest_known_good_set() =>
        Sentences(State(SetBuilder.Set("a", "base-k8s 1.31.2", "dns 1.2.0", "ingress 2.0.0"), hours: 2))
            .ShouldBe([
                "This set was never tested. Not known to work:",
                "  ingress 2.1.0: no evidence.",
                "The nearest known-good set is a, which passed on 2026-11-22 10:00:00 UTC. It has ingress 2.0.0."
                    + OnlyKnownGood,
            ]);

    [Test]
    public void Versions_that_each_passed_and_never_together_are_named() =>
        Sentences(
                State(SetBuilder.Set("a", "base-k8s 1.31.2", "dns 1.2.0", "ingress 2.0.0"), hours: 2),
                State(SetBuilder.Set("b", "base-k8s 1.30.4", "dns 1.2.0", "ingress 2.1.0"), hours: 3)
            )
            .ShouldBe([
                "This set was never tested. Not known to work:",
                "  base-k8s 1.31.2 with ingress 2.1.0: each passed without the other, and no evidence of both together.",
                "The nearest known-good set is a, which passed on 2026-11-22 10:00:00 UTC. It has ingress 2.0.0."
                    + OnlyKnownGood,
            ]);

    [Test]
    public void Where_any_two_passed_together_all_of_them_did_not() =>
        Sentences(
                State(SetBuilder.Set("a", "base-k8s 1.31.2", "dns 1.2.0")),
                State(SetBuilder.Set("b", "base-k8s 1.31.2", "ingress 2.1.0"), hours: 2),
                State(SetBuilder.Set("c", "dns 1.2.0", "ingress 2.1.0", "mesh 1.0.0"), hours: 3)
            )
            .ShouldBe([
                "This set was never tested. Not known to work:",
                "  all of it together; any two of its versions passed in one set.",
                "The nearest known-good set is a, which passed on 2026-11-22 11:00:00 UTC. It has no ingress."
                    + OnlyKnownGood,
            ]);

    [Test]
    public void No_evidence_and_stale_evidence_and_failed_evidence_are_three_answers()
    {
        const double Old = 24 * 40;
        Sentences(
                State(SetBuilder.Set("a", "base-k8s 1.31.2")),
                State(SetBuilder.Set("b", "dns 1.2.0"), hours: Old),
                State(SetBuilder.Set("c", "ingress 2.1.0"), passed: false)
            )
            .ShouldBe([
                "This set was never tested. Not known to work:",
                "  dns 1.2.0: only stale evidence.",
                "  ingress 2.1.0: only evidence that failed.",
                "The nearest known-good set is a, which passed on 2026-11-22 11:00:00 UTC. It has no dns and no ingress."
                    + OnlyKnownGood,
            ]);
        Sentences(State(Set, hours: Old))
            .ShouldBe([
                "The evidence of this set is stale, as it is 40 d old, and evidence counts for 30 d. No set is known good yet.",
            ]);
    }

    [Test]
    public void Another_build_of_a_version_was_not_tested()
    {
        var member = Set.Members["dns"] with { Digest = SetBuilder.Digest("another") };
        var other = Set with { Members = Set.Members.SetItem("dns", member) };

        Sentences(State(other))
            .ShouldBe([
                "This set was never tested. Not known to work:",
                "  dns 1.2.0: no evidence.",
                "The nearest known-good set is a, which passed on 2026-11-22 11:00:00 UTC. It has another build of dns 1.2.0."
                    + OnlyKnownGood,
            ]);
    }

    [Test]
    public void Of_many_untested_versions_the_first_five_are_reported_and_json_has_all_of_them()
    {
        string[] members = [.. Enumerable.Range(1, 7).Select(number => $"part-{number} 2.0.0")];
        var set = SetBuilder.Set("proposed", members);
        var words = Verdicts(State(SetBuilder.Set("a", [.. members.Select(one => one.Replace("2.0.0", "1.0.0"))])));
        var missing = MissingEvidence.Of(words, SetVerdicts.Of(words), set, _ => "a");

        MissingEvidenceText
            .Of(missing)
            .Skip(5)
            .ShouldBe([
                "  part-5 2.0.0: no evidence.",
                "  and 2 more; --output=json names all of them.",
                "The nearest known-good set is a, which passed on 2026-11-22 11:00:00 UTC. "
                    + "It differs in 7 components, such as part-1, part-2, part-3, part-4 and part-5."
                    + OnlyKnownGood,
            ]);
        missing.Versions.Length.ShouldBe(7);
    }

    private static readonly PathToProd.Facts.VersionSets.VersionSet Set = SetBuilder.Set(
        "proposed",
        "base-k8s 1.31.2",
        "dns 1.2.0",
        "ingress 2.1.0"
    );

    private static string[] Sentences(params ImmutableArray<Evidence> evidence)
    {
        var words = Verdicts(evidence);
        return [.. MissingEvidenceText.Of(MissingEvidence.Of(words, SetVerdicts.Of(words), Set, _ => "a"))];
    }
}
