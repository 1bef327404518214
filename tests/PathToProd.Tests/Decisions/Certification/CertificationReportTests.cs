using System.Collections.Immutable;
using PathToProd.Decisions.Certification;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Certification;

/// <summary>What people and programs read after a certification, whole.</summary>
public sealed class CertificationReportTests
{
    private const int Width = 100;
    private const string Failure =
        "The smoke test tests/smoke.sh of ingress failed with exit code 1:\n  no answer\nThe log is artifacts/runs/r/ingress/Verify.log.";

    private static readonly VersionSet Old = SetBuilder.Set("2026.10.2", "base 1.0.0", "ingress 1.0.0", "legacy 1.0.0");
    private static readonly VersionSet New = SetBuilder.Set("2026.11.1", "base 1.0.0", "ingress 1.1.0", "zone 2.0.0");

    [TestCase("passed")]
    [TestCase("passed and only what informs failed")]
    [TestCase("failed")]
    [TestCase("failed to be deployed")]
    [TestCase("failed on the way alone")]
    [TestCase("failed to start from")]
    [TestCase("failed on the way back")]
    [TestCase("cancelled")]
    [TestCase("proposed without any test")]
    public void It_says_what_was_tested_what_failed_and_what_to_do_next(string kind) =>
        Snapshot.Match(
            CertificationReport.Text(Result(kind), Style.Plain with { Width = Width }),
            kind.Replace(' ', '_')
        );

    [Test]
    public void For_programs_all_of_it_is_there() =>
        Snapshot.MatchReport("certify", CertificationReport.Json(Result("failed")));

    [TestCase("passed", ExitCode.Done)]
    [TestCase("failed", ExitCode.Failed)]
    [TestCase("failed on the way alone", ExitCode.Failed)]
    [TestCase("failed on the way back", ExitCode.Failed)]
    [TestCase("failed to start from", ExitCode.Failed)]
    [TestCase("cancelled", ExitCode.Cancelled)]
    public void The_exit_code_follows_from_the_steps(string kind, ExitCode expected) =>
        Result(kind).ExitCode.ShouldBe(expected);

    private static CertificationResult Result(string kind) =>
        kind switch
        {
            "passed" => Result(New, Passed),
            "passed and only what informs failed" => Result(
                New,
                Passed with
                {
                    Tests = [.. Passed.Tests[..^1], Test("platform/reaches", TestOutcome.Failed, isBlocking: false)],
                    Messages = Message("platform/reaches"),
                }
            ),
            "failed" => Result(New, Failed),
            "failed to be deployed" => Result(
                New,
                Failed with
                {
                    Deployed =
                    [
                        Node("base", "1.0.0", NodeOutcome.Unchanged),
                        Node("ingress", "1.1.0", NodeOutcome.Failed) with
                        {
                            Error = "helm upgrade failed with exit code 1.\nIt last printed:\n  timed out",
                        },
                        Node("zone", "2.0.0", NodeOutcome.NotRun) with
                        {
                            Reason = "ingress failed",
                        },
                    ],
                    Tests = [Test("base/smoke"), Test("ingress/smoke", TestOutcome.NotRun)],
                    Messages = ImmutableSortedDictionary<string, string>.Empty,
                    Error = "ingress 1.1.0 was not deployed: helm upgrade failed with exit code 1.",
                }
            ),
            "failed on the way alone" => Result(
                New,
                Passed with
                {
                    FirstFailure =
                        "ingress 1.1.0 was not deployed: The smoke test tests/smoke.sh of ingress failed with exit code 1: no answer",
                }
            ),
            "failed to start from" => Result(
                New,
                Failed with
                {
                    To = Old,
                    From = null,
                    Tests = [],
                    Removed = [],
                    Error = "ingress 1.0.0 was not deployed: no answer",
                }
            ),
            "failed on the way back" => Result(New, Passed, Failed with { From = New, To = Old, Removed = [] }),
            "cancelled" => Result(
                New,
                Passed with
                {
                    Outcome = EvidenceOutcome.Cancelled,
                    Deployed =
                    [
                        Node("base", "1.0.0", NodeOutcome.Unchanged),
                        Node("ingress", "1.1.0", NodeOutcome.Cancelled),
                    ],
                    Removed = [],
                    Tests = [],
                    Error = "it was cancelled",
                }
            ),
            _ => Result(
                New with
                {
                    Name = "proposed",
                },
                Passed with
                {
                    To = New with { Name = "proposed" },
                    From = null,
                    Removed = [],
                    Tests = [],
                }
            ),
        };

    private static CertificationStep Passed =>
        new()
        {
            To = New,
            From = Old,
            Outcome = EvidenceOutcome.Passed,
            Start = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(12),
            Deployed =
            [
                Node("base", "1.0.0", NodeOutcome.Unchanged),
                Node("ingress", "1.1.0", NodeOutcome.Done),
                Node("zone", "2.0.0", NodeOutcome.Done),
            ],
            Removed = [Node("legacy", "1.0.0", NodeOutcome.Done)],
            Tests = [Test("base/smoke"), Test("ingress/smoke"), Test("platform/reaches")],
            Evidence = [Evidence(EvidenceKind.State, "1"), Evidence(EvidenceKind.Transition, "2")],
        };

    private static CertificationStep Failed =>
        Passed with
        {
            Outcome = EvidenceOutcome.Failed,
            Tests = [Test("base/smoke"), Test("ingress/smoke", TestOutcome.Failed), Test("platform/reaches")],
            Messages = Message("ingress/smoke"),
            Error = "ingress/smoke failed: no answer",
        };

    private static CertificationResult Result(VersionSet set, params CertificationStep[] steps) =>
        new()
        {
            Run = RunId.Of(new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero), 0x3fa2),
            Set = set,
            Environment = "ci-1",
            Kubernetes = SemVersion.Parse("1.31.2"),
            Steps = [.. steps],
            Duration = TimeSpan.FromSeconds(14),
            Logs = "artifacts/runs/20261122-081530-3fa2",
            EvidenceFile = EvidenceText.FileName,
        };

    private static NodeResult Node(string component, string version, NodeOutcome outcome) =>
        new()
        {
            Component = component,
            Version = SemVersion.Parse(version),
            Outcome = outcome,
        };

    private static TestResult Test(string name, TestOutcome outcome = TestOutcome.Passed, bool isBlocking = true) =>
        new(
            new DeclaredTest(name, SetBuilder.Digest(name), isBlocking, []),
            outcome,
            TimeSpan.FromSeconds(1.5),
            outcome == TestOutcome.Failed ? FailureLine.Cut(Failure) : null
        );

    private static ImmutableSortedDictionary<string, string> Message(string test) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(test, Failure);

    private static Evidence Evidence(EvidenceKind kind, string digest) =>
        new()
        {
            Digest = SetBuilder.Digest(digest),
            Kind = kind,
            Set = New.Digest,
            Members = New.Members,
            Environment = "ci-1",
            Kubernetes = SemVersion.Parse("1.31.2"),
            Provider = "sandbox",
            Start = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.Zero,
            Run = "r",
            Who = "ann",
            Outcome = EvidenceOutcome.Passed,
        };
}
