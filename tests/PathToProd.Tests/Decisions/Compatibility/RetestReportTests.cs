using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Text.Tables;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class RetestReportTests
{
    private static readonly ImmutableArray<DeclaredTest> Tests =
    [
        new("dns/smoke", SetBuilder.Digest("a"), IsBlocking: true, ["base-k8s", "dns"]),
        new("ingress/answers", SetBuilder.Digest("a"), IsBlocking: false, ["ingress"]),
        new("ingress/smoke", SetBuilder.Digest("b"), IsBlocking: true, ["base-k8s", "ingress"]),
        new("platform/reaches-out", SetBuilder.Digest("a"), IsBlocking: true, ["dns"]),
    ];

    private static Retest Retest(string ingress) =>
        PathToProd.Decisions.Compatibility.Retest.Of(
            SetBuilder.Set("proposed", "base-k8s 1.30.4", "dns 1.0.0", $"ingress {ingress}").Members,
            Tests,
            "ci-1",
            [
                State(
                    SetBuilder.Set("a", "base-k8s 1.30.4", "dns 1.0.0", "ingress 1.4.0"),
                    hours: 50,
                    tests: [Test("dns/smoke"), Test("ingress/smoke"), Test("platform/reaches-out")]
                ) with
                {
                    Line = 7,
                    Digest = SetBuilder.Digest("evidence"),
                },
            ],
            Rules
        );

    [Test]
    public void What_runs_again_says_why_and_what_counts_says_where_it_stands() =>
        Snapshot.Match(Text(Retest("1.5.0")));

    [Test]
    public void Programs_get_the_same_as_JSON() =>
        Snapshot.MatchReport(
            "retest",
            RetestReport.Json(Retest("1.5.0"), "proposed", new Digest("sha256:ab"), "ci-1", EvidenceText.FileName)
        );

    [Test]
    public void When_nothing_runs_again_it_is_said_first() =>
        Text(new Retest([.. Retest("1.4.0").Still]))
            .ShouldStartWith("No test of proposed has to run again in ci-1: all 2 still count.\n\nStill counts:\n");

    [Test]
    public void When_all_runs_nothing_counts() =>
        Text(new Retest([.. Retest("1.4.0").Again.Take(1)]))
            .ShouldBe(
                "All 1 test of proposed must run in ci-1.\n\nMust run again:\n  ingress/answers (informs)\n    because it never ran in ci-1\n"
            );

    [Test]
    public void A_set_without_tests_says_so() =>
        Text(new Retest([])).ShouldBe("proposed has no tests: neither its components nor platform.yaml declare any.\n");

    private static string Text(Retest retest) =>
        RetestReport.Text(retest, "proposed", "ci-1", EvidenceText.FileName, Style.Plain, Now);
}
