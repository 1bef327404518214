using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;

namespace PathToProd.Decisions.Certification;

/// <summary>In which way a set fails: two failures with nothing in common have two causes.</summary>
public static class FailureKind
{
    private const string Deployment = "deployment";

    /// <summary>The blocking tests that failed; when none did, that something was not deployed.</summary>
    public static ImmutableHashSet<string> Of(Evidence evidence)
    {
        var tests = evidence
            .Tests.Where(test => test is { Outcome: TestOutcome.Failed, IsBlocking: true })
            .Select(test => test.Name)
            .ToImmutableHashSet();
        return tests.IsEmpty ? [Deployment] : tests;
    }

    /// <summary>Whether two sets fail in a way that they have in common.</summary>
    public static bool IsShared(Evidence one, Evidence other) => Of(one).Overlaps(Of(other));
}
