using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Versions;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class RetestTests
{
    private static readonly VersionSet Before = SetBuilder.Set("a", "base-k8s 1.30.4", "dns 1.0.0", "ingress 1.4.0");
    private static readonly VersionSet After = SetBuilder.Set("b", "base-k8s 1.30.4", "dns 1.0.0", "ingress 1.5.0");

    private static readonly DeclaredTest Ingress = Declared("ingress/smoke", "base-k8s", "ingress");
    private static readonly DeclaredTest Dns = Declared("dns/smoke", "base-k8s", "dns");
    private static readonly ImmutableArray<DeclaredTest> Both = [Ingress, Dns];

    private static readonly Evidence Passed = State(Before, tests: [Test("ingress/smoke"), Test("dns/smoke")]);

    [Test]
    public void Nothing_runs_again_for_what_was_tested_already()
    {
        var retest = Of(Before, Passed);

        retest.Again.ShouldBeEmpty();
        retest
            .Still.Select(need => (need.Test.Name, need.Evidence))
            .ShouldBe([("ingress/smoke", Passed), ("dns/smoke", Passed)]);
    }

    [Test]
    public void Only_tests_that_cover_what_changed_run_again()
    {
        var retest = Of(After, Passed);

        Why(retest).ShouldBe(["ingress/smoke: ingress was 1.4.0, and is 1.5.0 now"]);
        retest.Again.Single().Evidence.ShouldBe(Passed);
        retest.Still.Single().Test.ShouldBe(Dns);
    }

    [Test]
    public void A_component_with_the_same_version_and_another_digest_changed_too() =>
        Why(Of(SetBuilder.Set("c", "base-k8s 1.30.4", "dns 1.0.0 rebuilt", "ingress 1.4.0"), Passed))
            .ShouldBe(["dns/smoke: dns 1.0.0 has another digest than the one that was tested"]);

    [Test]
    public void What_a_test_covers_may_come_and_go()
    {
        Why(
                Of(
                    Before,
                    State(
                        SetBuilder.Set("c", "dns 1.0.0", "ingress 1.4.0"),
                        tests: [Test("dns/smoke"), Test("ingress/smoke")]
                    )
                )
            )
            .ShouldBe(["ingress/smoke: base-k8s was not there yet", "dns/smoke: base-k8s was not there yet"]);
        Why(Of(SetBuilder.Set("c", "dns 1.0.0", "ingress 1.4.0"), Passed))
            .ShouldBe(["ingress/smoke: base-k8s is no longer there", "dns/smoke: base-k8s is no longer there"]);
        Of(
            SetBuilder.Set("c", "dns 1.0.0", "ingress 1.4.0"),
            State(SetBuilder.Set("d", "dns 1.0.0", "ingress 1.4.0"), tests: [Test("dns/smoke"), Test("ingress/smoke")])
        )
            .Again.ShouldBeEmpty();
    }

    [Test]
    public void A_test_that_never_ran_there_runs()
    {
        Why(Of(Before, Passed with { Environment = "ci-2" }))
            .ShouldBe(["ingress/smoke: it never ran in ci-1", "dns/smoke: it never ran in ci-1"]);
        Why(Of(Before, State(Before, tests: [Test("dns/smoke"), Test("ingress/smoke", outcome: TestOutcome.NotRun)])))
            .ShouldBe(["ingress/smoke: it never ran in ci-1"]);
        Why(Of(Before, Passed with { Outcome = EvidenceOutcome.Cancelled })).Length.ShouldBe(2);
    }

    [Test]
    public void A_test_that_failed_under_the_same_conditions_runs_again()
    {
        var failed = State(
            Before,
            passed: false,
            tests: [Test("ingress/smoke", outcome: TestOutcome.Failed, message: "refused"), Test("dns/smoke")]
        );

        Why(Of(Before, failed, Passed with { Start = Now.AddHours(-5) }))
            .ShouldBe(["ingress/smoke: it failed the last time: refused"]);
        Why(Of(Before, failed with { Start = Now.AddHours(-5) }, Passed)).ShouldBeEmpty();
        new RetestReason.Failed(null).ToString().ShouldBe("it failed the last time");
    }

    [Test]
    public void Older_evidence_counts_where_newer_was_under_other_conditions()
    {
        var other = State(
            After,
            hours: 0.5,
            passed: false,
            tests: [Test("ingress/smoke", outcome: TestOutcome.Failed)]
        );

        var retest = Of(Before, other, Passed);

        retest.Again.ShouldBeEmpty();
        retest.Still.First().Evidence.ShouldBe(Passed);
    }

    [Test]
    public void A_changed_test_an_old_result_another_tool_and_another_Kubernetes_are_all_reasons()
    {
        var rules = Rules with
        {
            Surroundings = Rules.Surroundings.Add(
                "ci-1",
                new Surroundings(SemVersion.Parse("1.32.0"), Tools("helm 3.17.0"))
            ),
        };
        var evidence = State(Before, hours: 24 * 31, tests: [Test("ingress/smoke", "other")]);

        Why(Retest.Of(After.Members, [Ingress], "ci-1", [evidence], rules))
            .ShouldBe([
                "ingress/smoke: ingress was 1.4.0, and is 1.5.0 now",
                "ingress/smoke: the test ingress/smoke changed since",
                "ingress/smoke: it is 31 d old, and evidence counts for 30 d",
                "ingress/smoke: helm was 3.16.2, and is 3.17.0 now",
                "ingress/smoke: ci-1 had Kubernetes 1.31.2, and has 1.32.0 now",
            ]);
    }

    [Test]
    public void Reasons_compare_with_the_newest_evidence_that_is_not_from_the_future()
    {
        var future = State(SetBuilder.Set("f", "base-k8s 2.0.0", "dns 2.0.0"), hours: -9, tests: [Test("dns/smoke")]);
        var older = State(SetBuilder.Set("c", "base-k8s 1.29.0", "dns 1.0.0"), hours: 9, tests: [Test("dns/smoke")]);
        var newer = State(SetBuilder.Set("d", "base-k8s 1.30.0", "dns 1.0.0"), hours: 3, tests: [Test("dns/smoke")]);

        Why(Retest.Of(Before.Members, [Dns], "ci-1", [older, future, newer], Rules))
            .ShouldBe(["dns/smoke: base-k8s was 1.30.0, and is 1.30.4 now"]);
    }

    [Test]
    public void Evidence_that_no_allowed_signer_signed_does_not_count_where_signatures_are_demanded()
    {
        var rules = Rules with
        {
            SignedOnly = ["ci-1"],
            Signature = evidence => evidence.Signature is null ? SignatureState.Missing : SignatureState.Valid,
        };

        Why(Retest.Of(Before.Members, [Dns], "ci-1", [Passed], rules))
            .ShouldBe(["dns/smoke: it ran, but ci-1 demands signatures, and no allowed signer signed the evidence"]);
        Retest
            .Of(Before.Members, [Dns], "ci-1", [Passed, Passed with { Signature = "s" }], rules)
            .Again.ShouldBeEmpty();
    }

    [Test]
    public void Results_of_steps_count_too() =>
        Of(Before, Step(After, Before) with { Tests = Passed.Tests }).Again.ShouldBeEmpty();

    /// <summary>The definition, word by word: some result under the same conditions, and the newest of these passed.</summary>
    [Test]
    public void The_smallest_retest_is_what_the_definition_says()
    {
        var random = new Random(13);
        for (var round = 0; round < Cases.Of(500); round++)
        {
            var evidence = Enumerable.Range(0, random.Next(8)).Select(_ => Random(random)).ToImmutableArray();
            var set = RandomSet(random);
            var rules = Rules with
            {
                Surroundings = Rules.Surroundings.Add(
                    "ci-1",
                    new Surroundings(SemVersion.Parse("1.31.2"), Tools("helm 3.16.2"))
                ),
            };

            var retest = Retest.Of(set.Members, Both, "ci-1", evidence, rules);

            foreach (var (test, need) in Both.Zip(retest.Tests))
            {
                var same = evidence
                    .Where(one =>
                        one.Environment == "ci-1"
                        && one.Outcome != EvidenceOutcome.Cancelled
                        && one.Kubernetes.ToString() == "1.31.2"
                        && one.Tools["helm"] == "3.16.2"
                        && one.Start >= Now.AddDays(-30)
                        && one.Start <= Now.AddMinutes(5)
                        && one.Tests.Any(result =>
                            result.Name == test.Name
                            && result.Digest == test.Digest
                            && result.Outcome != TestOutcome.NotRun
                        )
                        && test.Covers.All(component =>
                            one.Members.GetValueOrDefault(component)?.Digest
                            == set.Members.GetValueOrDefault(component)?.Digest
                        )
                    )
                    .OrderByDescending(one => one.Start)
                    .ThenByDescending(one => one.Digest.ToString(), StringComparer.Ordinal)
                    .FirstOrDefault();
                var stillCounts =
                    same?.Tests.Any(result => result.Name == test.Name && result.Outcome == TestOutcome.Passed) == true;
                need.MustRun.ShouldBe(!stillCounts, $"round {round}");
                if (stillCounts)
                {
                    need.Evidence.ShouldBe(same, $"round {round}");
                }
            }
        }
    }

    private static VersionSet RandomSet(Random random) =>
        SetBuilder.Set(
            "r",
            [
                .. new[] { "base-k8s", "dns", "ingress" }
                    .Where(_ => random.Next(5) > 0)
                    .Select(component => $"{component} 1.{random.Next(2)}.0"),
            ]
        );

    private static Evidence Random(Random random) =>
        State(
            RandomSet(random),
            random.Next(4) > 0 ? "ci-1" : "ci-2",
            random.Next(6) == 0 ? random.Next(-2, 800) : random.Next(4),
            random.Next(2) == 0,
            random.Next(5) > 0 ? "1.31.2" : "1.32.0",
            null,
            [
                .. Both.Where(_ => random.Next(4) > 0)
                    .Select(test =>
                        Test(test.Name, random.Next(5) > 0 ? "a" : "b", (TestOutcome)Math.Max(0, random.Next(-2, 3)))
                    ),
            ]
        ) with
        {
            Tools = Tools(random.Next(5) > 0 ? "helm 3.16.2" : "helm 3.17.0"),
            Outcome = random.Next(6) == 0 ? EvidenceOutcome.Cancelled : EvidenceOutcome.Failed,
        };

    private static DeclaredTest Declared(string name, params string[] covers) =>
        new(name, SetBuilder.Digest("a"), IsBlocking: true, [.. covers]);

    private static Retest Of(VersionSet set, params Evidence[] evidence) =>
        Retest.Of(set.Members, Both, "ci-1", [.. evidence], Rules);

    private static string[] Why(Retest retest) =>
        [.. retest.Again.SelectMany(need => need.Why.Select(reason => $"{need.Test.Name}: {reason}"))];
}
