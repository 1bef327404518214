using PathToProd.Decisions.Compatibility;
using PathToProd.Tests.Facts.VersionSets;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class TestedPairTests
{
    private static readonly LatestVerdicts Seen = Verdicts(
        State(SetBuilder.Set("a", "ingress 1.4.0", "base-k8s 1.30.4", "dns 1.0.0"), hours: 5),
        State(SetBuilder.Set("b", "ingress 1.5.0", "base-k8s 1.30.4"), hours: 4, passed: false),
        State(SetBuilder.Set("c", "ingress 1.4.0", "base-k8s 1.30.4"), "ci-2", hours: 3, passed: false),
        State(SetBuilder.Set("d", "ingress 1.4.0", "base-k8s 1.29.0"), hours: 24 * 40, passed: false),
        State(SetBuilder.Set("e", "ingress 1.4.0", "base-k8s 1.30.4", "dns 1.1.0"), "ci-2", hours: 2),
        State(SetBuilder.Set("f", "ingress 1.10.0", "dns 1.0.0"), hours: 24 * 50),
        State(SetBuilder.Set("g", "ingress 1.10.0", "dns 1.0.0"), hours: 8, passed: false, kubernetes: "1.32.0"),
        State(SetBuilder.Set("h", "dns 1.0.0", "base-k8s 1.30.4")),
        Step(SetBuilder.Set("i", "dns 1.0.0"), SetBuilder.Set("j", "ingress 9.0.0", "dns 9.0.0"))
    );

    [Test]
    public void A_pair_is_good_when_a_set_with_both_passed_failed_when_all_failed_and_stale_when_all_is_old() =>
        Lines(TestedPair.Of(Seen, "ingress"))
            .ShouldBe([
                "1.5.0 with base-k8s 1.30.4: Failed, 0 passed, 1 failed, on ci-1",
                "1.4.0 with base-k8s 1.30.4: KnownGood, 2 passed, 1 failed, on ci-2",
                "1.4.0 with base-k8s 1.29.0: Stale, 0 passed, 1 failed, on ci-1",
                "1.10.0 with dns 1.0.0: Failed, 1 passed, 1 failed, on ci-1",
                "1.4.0 with dns 1.1.0: KnownGood, 1 passed, 0 failed, on ci-2",
                "1.4.0 with dns 1.0.0: KnownGood, 1 passed, 0 failed, on ci-1",
            ]);

    [Test]
    public void That_a_pair_works_outweighs_a_newer_failure_of_a_set_with_both() =>
        Lines(
                TestedPair.Of(
                    Verdicts(
                        State(SetBuilder.Set("a", "ingress 1.4.0", "dns 1.0.0"), hours: 5),
                        State(SetBuilder.Set("b", "ingress 1.4.0", "dns 1.0.0", "more 1.0.0"), "ci-2", 1, passed: false)
                    ),
                    "ingress",
                    ["dns"]
                )
            )
            .ShouldBe(["1.4.0 with dns 1.0.0: KnownGood, 1 passed, 1 failed, on ci-1"]);

    [Test]
    public void Only_the_components_and_the_environment_that_are_asked_for_are_shown()
    {
        Lines(TestedPair.Of(Seen, "ingress", ["dns"], "ci-2"))
            .ShouldBe(["1.4.0 with dns 1.1.0: KnownGood, 1 passed, 0 failed, on ci-2"]);
        TestedPair.Of(Seen, "cert-manager").ShouldBeEmpty();
    }

    private static IEnumerable<string> Lines(IEnumerable<TestedPair> pairs) =>
        pairs.Select(pair =>
            $"{pair.Version} with {pair.Other} {pair.OtherVersion}: {pair.Cell.State}, {pair.Passed} passed, "
            + $"{pair.Failed} failed, on {pair.Cell.Evidence!.Environment}"
        );
}
