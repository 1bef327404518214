using PathToProd.Decisions.Certification;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Certification;

/// <summary>Failures in one line, and whether two of them are one.</summary>
public sealed class FailureLineTests
{
    [TestCase("it failed", "it failed")]
    [TestCase("it failed:\n  first\n  last\nThe log is here.", "it failed: last")]
    [TestCase("it failed:\r\n  first\r\n\r\n", "it failed: first")]
    [TestCase("it failed:\nThe log is here.", "it failed")]
    [TestCase("it failed.\nIt last printed:\n  last", "it failed.")]
    [TestCase("it\tfailed", "it\\u0009failed")]
    public void It_is_the_first_line_with_the_last_of_what_that_introduces(string message, string expected) =>
        FailureLine.Of(message).ShouldBe(expected);

    [Test]
    public void It_is_never_longer_than_people_read() =>
        FailureLine.Of(new string('a', 1000)).ShouldBe(new string('a', 300) + "…");

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
