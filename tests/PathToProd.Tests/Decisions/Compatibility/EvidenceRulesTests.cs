using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class EvidenceRulesTests
{
    private static readonly VersionSet Set = SetBuilder.Set("2026.11.1", "ingress 1.4.0");

    [Test]
    public void Fresh_evidence_has_no_reason() => Why(Rules, State(Set, hours: 24 * 30)).ShouldBeEmpty();

    [Test]
    public void Evidence_is_stale_when_it_is_older_than_the_platform_says()
    {
        Why(Rules, State(Set, hours: 24 * 42 + 3)).ShouldBe(["it is 42 d 3 h old, and evidence counts for 30 d"]);
        Why(Rules with { MaxAge = TimeSpan.FromHours(2) }, State(Set, hours: 2)).ShouldBeEmpty();
        Why(Rules with { MaxAge = TimeSpan.FromHours(2) }, State(Set, hours: 3))
            .ShouldBe(["it is 3 h old, and evidence counts for 2 h"]);
    }

    [Test]
    public void Evidence_from_the_future_is_stale_as_a_clock_runs_wrong()
    {
        Why(Rules, State(Set, hours: -0.08)).ShouldBeEmpty();
        Why(Rules, State(Set) with { Start = Rules.Now + EvidenceRules.ClockTolerance }).ShouldBeEmpty();
        Why(Rules, State(Set, hours: -3))
            .ShouldBe([
                "it says that it started at 2026-11-22 15:00:00 UTC, in 3 h: a clock is wrong, so its age is unknown",
            ]);
    }

    [Test]
    public void Evidence_is_stale_when_a_test_that_every_set_must_pass_changed_or_is_new()
    {
        var rules = Rules with { Tests = Digests("platform/reaches-out", "platform/resolves-names") };
        var fresh = State(Set, tests: [Test("platform/reaches-out"), Test("platform/resolves-names")]);

        Why(rules, fresh).ShouldBeEmpty();
        Why(rules, State(Set, tests: [Test("platform/resolves-names", "b")]))
            .ShouldBe([
                "the test platform/reaches-out was not there yet",
                "the test platform/resolves-names changed since",
            ]);
    }

    [Test]
    public void A_deployment_that_failed_counts_the_same_whichever_tests_there_are()
    {
        var rules = Rules with { Tests = Digests("platform/reaches-out") };

        Why(rules, State(Set, passed: false)).ShouldBeEmpty();
        Why(rules, State(Set)).ShouldBe(["the test platform/reaches-out was not there yet"]);
        Why(rules, State(Set, passed: false, tests: [Test("ingress/smoke", outcome: TestOutcome.Failed)]))
            .ShouldBe(["the test platform/reaches-out was not there yet"]);
    }

    [Test]
    public void Evidence_is_stale_when_a_tool_or_Kubernetes_changed()
    {
        var rules = Rules with { Surroundings = Now("ci-1", "1.32.0", "helm 3.17.0", "kubectl 1.32.0") };
        var evidence = State(Set) with { Tools = Tools("helm 3.16.2", "kubectl 1.32.0", "terraform 1.9.0") };

        Why(rules, evidence)
            .ShouldBe(["helm was 3.16.2, and is 3.17.0 now", "ci-1 had Kubernetes 1.31.2, and has 1.32.0 now"]);
        Why(rules, evidence with { Environment = "ci-2" }).ShouldBeEmpty();
        Why(Rules with { Surroundings = Now("ci-1", null, "helm 3.16.2") }, evidence).ShouldBeEmpty();
    }

    [Test]
    public void All_reasons_are_given_in_the_order_of_the_rules()
    {
        var rules = Rules with
        {
            Surroundings = Now("ci-1", "1.32.0", "helm 3.17.0"),
            Tests = Digests("platform/reaches-out"),
        };

        Why(rules, State(Set, hours: 24 * 31))
            .ShouldBe([
                "it is 31 d old, and evidence counts for 30 d",
                "the test platform/reaches-out was not there yet",
                "helm was 3.16.2, and is 3.17.0 now",
                "ci-1 had Kubernetes 1.31.2, and has 1.32.0 now",
            ]);
    }

    [Test]
    public void Lists_say_a_reason_without_what_differs_from_line_to_line()
    {
        new StaleReason.TooOld(TimeSpan.FromDays(31), TimeSpan.FromDays(30)).General.ShouldBe("older than 30 d");
        new StaleReason.FromTheFuture(EvidenceBuilder.Now, TimeSpan.FromDays(1)).General.ShouldBe(
            "from the future: a clock is wrong, so its age is unknown"
        );
        new StaleReason.TestChanged("a/b").General.ShouldBe("the test a/b changed since");
    }

    [Test]
    public void An_environment_is_now_as_its_newest_evidence_saw_it_but_a_directory_says_itself()
    {
        ImmutableArray<Evidence> evidence =
        [
            State(Set, hours: 5, kubernetes: "1.30.0") with
            {
                Tools = Tools("helm 3.15.0"),
            },
            State(Set, hours: 2, passed: false, kubernetes: "1.32.0") with
            {
                Tools = Tools("helm 3.17.0"),
            },
            State(Set, hours: -9, kubernetes: "1.40.0"),
            State(Set, "ahead", hours: -0.05, kubernetes: "1.33.1"),
            State(Set, "sandbox", hours: 3, kubernetes: "1.31.2"),
        ];

        var seen = Surroundings.LastSeen(
            evidence,
            EvidenceBuilder.Now,
            new Dictionary<string, SemVersion>
            {
                ["sandbox"] = SemVersion.Parse("1.33.0"),
                ["other"] = SemVersion.Parse("1.29.0"),
            }
        );

        seen.Select(pair => $"{pair.Key} {pair.Value.Kubernetes} {string.Join(',', pair.Value.Tools)}")
            .ShouldBe([
                "ahead 1.33.1 [helm, 3.16.2]",
                "ci-1 1.32.0 [helm, 3.17.0]",
                "other 1.29.0 ",
                "sandbox 1.33.0 [helm, 3.16.2]",
            ]);
    }

    [Test]
    public void What_an_environment_is_like_does_not_depend_on_the_order_of_lines()
    {
        var one = State(Set, kubernetes: "1.30.0") with { Digest = new Digest("sha256:a") };
        var other = State(Set, kubernetes: "1.32.0") with { Digest = new Digest("sha256:b") };
        foreach (ImmutableArray<Evidence> order in new[] { ImmutableArray.Create(one, other), [other, one] })
        {
            Surroundings
                .LastSeen(order, EvidenceBuilder.Now, ImmutableDictionary<string, SemVersion>.Empty)["ci-1"]
                .Kubernetes!.ToString()
                .ShouldBe("1.32.0");
        }
    }

    private static string[] Why(EvidenceRules rules, Evidence evidence) =>
        [.. rules.WhyStale(evidence).Select(reason => reason.ToString())];

    private static ImmutableSortedDictionary<string, Digest> Digests(params string[] tests) =>
        tests.ToImmutableSortedDictionary(test => test, _ => SetBuilder.Digest("a"), StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, Surroundings> Now(
        string environment,
        string? kubernetes,
        params string[] tools
    ) =>
        ImmutableSortedDictionary<string, Surroundings>.Empty.Add(
            environment,
            new Surroundings(kubernetes is null ? null : SemVersion.Parse(kubernetes), Tools(tools))
        );
}
