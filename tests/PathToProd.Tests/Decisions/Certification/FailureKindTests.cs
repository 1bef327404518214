using PathToProd.Decisions.Certification;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Certification;

/// <summary>Whether two failures are one.</summary>
public sealed class FailureKindTests
{
    [TestCase("a/smoke", "a/smoke", true)]
    [TestCase("a/smoke", "b/smoke", false)]
    [TestCase("a/smoke b/smoke", "b/smoke", true)]
    [TestCase("", "", true, Description = "both could not be deployed")]
    [TestCase("", "a/smoke", false)]
    public void Two_failures_are_one_when_a_test_failed_in_both(string one, string other, bool expected) =>
        FailureKind.IsShared(Failed(one), Failed(other)).ShouldBe(expected);

    [Test]
    public void A_test_that_only_informs_is_not_a_failure()
    {
        var failed = Failed("a/smoke");
        var test = failed.Tests[0];
        var informing = failed with { Tests = [test with { Test = test.Test with { IsBlocking = false } }] };

        FailureKind.IsShared(informing, Failed("a/smoke")).ShouldBeFalse();
    }

    private static Evidence Failed(string tests)
    {
        var set = SetBuilder.Set("a", "a 1.0.0");
        return new Evidence
        {
            Kind = EvidenceKind.State,
            Set = set.Digest,
            Members = set.Members,
            Environment = "ci-1",
            Kubernetes = SemVersion.Parse("1.31.2"),
            Provider = "sandbox",
            Tests =
            [
                .. tests
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(name => Result(name, TestOutcome.Failed, "no")),
                Result("c/smoke", TestOutcome.Passed, null),
            ],
            Start = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.Zero,
            Run = "r",
            Who = "ann",
            Outcome = EvidenceOutcome.Failed,
        };
    }

    private static TestResult Result(string name, TestOutcome outcome, string? message) =>
        new(new DeclaredTest(name, Digest.None, IsBlocking: true, []), outcome, TimeSpan.Zero, message);
}
