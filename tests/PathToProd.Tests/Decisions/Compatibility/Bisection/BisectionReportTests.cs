using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility.Bisection;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Compatibility.Bisection;

/// <summary>What people and programs read after a bisection, whole.</summary>
public sealed class BisectionReportTests
{
    private static readonly VersionSet Good = SetBuilder.Set(
        "2026.10.2",
        "base 1.0.0",
        "dns 1.0.0",
        "ingress 1.0.0",
        "old 1.0.0"
    );
    private static readonly VersionSet Bad = SetBuilder.Set(
        "2026.11.1",
        "base 1.0.0",
        "dns 2.0.0",
        "ingress 1.2.0",
        "zone 1.0.0"
    );
    private static readonly ImmutableArray<SetChange> Changes = SetDifference.Of(Good, Bad).Changes;

    [TestCase("one")]
    [TestCase("one that is gone")]
    [TestCase("two together")]
    [TestCase("three together")]
    [TestCase("two that need one another")]
    [TestCase("not clear")]
    [TestCase("good fails")]
    [TestCase("bad passes")]
    [TestCase("cancelled")]
    public void It_says_what_fails_together_and_how_that_is_known(string kind) =>
        Snapshot.Match(BisectionReport.Text(Result(kind), Style.Plain), kind.Replace(' ', '_'));

    [Test]
    public void For_programs_all_of_it_is_there() =>
        Snapshot.MatchReport("bisect", BisectionReport.Json(Result("two together")));

    [TestCase("one", "found")]
    [TestCase("good fails", "good-fails")]
    [TestCase("bad passes", "bad-passes")]
    [TestCase("cancelled", "cancelled")]
    public void For_programs_each_outcome_is_one_word(string kind, string outcome) =>
        JsonNode.Parse(BisectionReport.Json(Result(kind)))!["outcome"]!.ToString().ShouldBe(outcome);

    private static BisectionResult Result(string kind) =>
        kind switch
        {
            "one" => Found([Guilt("ingress")], Step(["ingress"], TrialOutcome.Failed)),
            "one that is gone" => Found([Guilt("old")], Step(["old"], TrialOutcome.Failed)),
            "two together" => Found(
                [Guilt("dns"), Guilt("ingress")],
                Step(["dns", "ingress"], TrialOutcome.Failed),
                Step(["dns"], TrialOutcome.Passed, wasRead: true),
                Step(["ingress"], TrialOutcome.Passed)
            ),
            "three together" => Found(
                [Guilt("dns"), Guilt("ingress"), Guilt("zone")],
                Step(["dns", "ingress", "zone"], TrialOutcome.Failed)
            ),
            "two that need one another" => Found(
                [Guilt("dns", leftOut: "ingress"), Guilt("ingress", leftOut: "dns")],
                Step(["dns", "ingress"], TrialOutcome.Failed)
            ),
            "not clear" => Found(
                [Guilt("dns"), Guilt("ingress", TrialOutcome.Unresolved)],
                Step(["dns", "ingress"], TrialOutcome.Failed),
                Step(["dns"], TrialOutcome.Unresolved) with
                {
                    Why = "it fails in another way: dns/smoke failed: no zone",
                }
            ),
            "good fails" => Result(BisectionOutcome.GoodFails, [], Step([], TrialOutcome.Failed)),
            "bad passes" => Result(
                BisectionOutcome.BadPasses,
                [],
                Step([], TrialOutcome.Passed),
                Step(All, TrialOutcome.Passed)
            ),
            _ => Result(BisectionOutcome.Cancelled, [], Step([], TrialOutcome.Passed)),
        };

    private static string[] All => [.. Changes.Select(change => change.Component)];

    private static BisectionResult Found(ImmutableArray<Guilt> guilty, params BisectionStep[] steps) =>
        Result(
            BisectionOutcome.Found,
            guilty,
            [Step([], TrialOutcome.Passed, wasRead: true), Step(All, TrialOutcome.Failed, wasRead: true), .. steps]
        );

    private static BisectionResult Result(
        BisectionOutcome outcome,
        ImmutableArray<Guilt> guilty,
        params BisectionStep[] steps
    ) =>
        new()
        {
            Run = RunId.Of(new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero), 0x3fa2),
            Good = Good,
            Bad = Bad,
            Environment = "ci-1",
            Kubernetes = SemVersion.Parse("1.31.2"),
            Changes = Changes,
            Steps = [.. steps],
            Outcome = outcome,
            Guilty = guilty,
            Duration = TimeSpan.FromMinutes(3),
            Logs = "artifacts/runs/20261122-081530-3fa2",
            EvidenceFile = EvidenceText.FileName,
        };

    private static Guilt Guilt(string component, TrialOutcome without = TrialOutcome.Passed, string? leftOut = null) =>
        new(Change(component), without, leftOut is null ? [] : [Change(leftOut)]);

    private static BisectionStep Step(string[] components, TrialOutcome outcome, bool wasRead = false)
    {
        ImmutableArray<SetChange> changes = [.. components.Select(Change)];
        var set = components.Length == Changes.Length ? Bad : MixedSet.Of(Good, changes);
        return new BisectionStep(set, changes, outcome, Evidence(set, outcome), wasRead, null);
    }

    private static SetChange Change(string component) => Changes.Single(change => change.Component == component);

    private static Evidence Evidence(VersionSet set, TrialOutcome outcome) =>
        new()
        {
            Digest = SetBuilder.Digest(set.Digest.ToString()),
            Kind = EvidenceKind.State,
            Set = set.Digest,
            Members = set.Members,
            Environment = "ci-1",
            Kubernetes = SemVersion.Parse("1.31.2"),
            Provider = "sandbox",
            Tests =
            [
                new TestResult(
                    new DeclaredTest("ingress/smoke", SetBuilder.Digest("test"), IsBlocking: true, []),
                    outcome == TrialOutcome.Passed ? TestOutcome.Passed : TestOutcome.Failed,
                    TimeSpan.FromSeconds(1),
                    outcome == TrialOutcome.Passed ? null : "both own the records"
                ),
            ],
            Start = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero),
            Duration = TimeSpan.Zero,
            Run = "r",
            Who = "ann",
            Outcome = outcome == TrialOutcome.Passed ? EvidenceOutcome.Passed : EvidenceOutcome.Failed,
            Error = outcome == TrialOutcome.Passed ? null : "ingress/smoke failed: both own the records",
        };
}
