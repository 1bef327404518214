using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>How one test of a certification ended. A struct, as a file of evidence holds a million of them about few tests.</summary>
/// <param name="Test">The test, as it was declared then.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Message">Why it failed, in one line; null when it passed.</param>
public readonly record struct TestResult(
    DeclaredTest Test,
    TestOutcome Outcome,
    TimeSpan Duration,
    string? Message = null
)
{
    /// <summary>The test's full name: <c>ingress/smoke</c>, <c>ingress/resolves-names</c>, or <c>platform/reaches-out</c>.</summary>
    public string Name => Test.Name;

    /// <summary>The digest of what the test is: its declaration and its script.</summary>
    public Digest Digest => Test.Digest;

    /// <summary>Whether its failure fails the set.</summary>
    public bool IsBlocking => Test.IsBlocking;

    /// <summary>The components whose change makes it run again, by name.</summary>
    public ImmutableArray<string> Covers => Test.Covers;
}

/// <summary>How a test ended.</summary>
[JsonConverter(typeof(KebabWords<TestOutcome>))]
public enum TestOutcome
{
    /// <summary>It agreed.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>It did not run, as something before it failed.</summary>
    NotRun,
}
