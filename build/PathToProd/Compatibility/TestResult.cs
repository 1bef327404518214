using System.Collections.Immutable;

namespace PathToProd.Compatibility;

/// <summary>How one test of a certification ended.</summary>
/// <param name="Name">Its full name: <c>ingress/smoke</c>, <c>ingress/resolves-names</c>, or <c>platform/reaches-out</c>.</param>
/// <param name="Digest">The digest of what the test is: its declaration and its script.</param>
/// <param name="IsBlocking">Whether its failure fails the set.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Covers">The components whose change makes it run again, by name.</param>
/// <param name="Message">Why it failed, in one line; null when it passed.</param>
public sealed record TestResult(
    string Name,
    string Digest,
    bool IsBlocking,
    TestOutcome Outcome,
    TimeSpan Duration,
    ImmutableArray<string> Covers,
    string? Message
);

/// <summary>How a test ended.</summary>
public enum TestOutcome
{
    /// <summary>It agreed.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>It did not run, as something before it failed.</summary>
    NotRun,
}
