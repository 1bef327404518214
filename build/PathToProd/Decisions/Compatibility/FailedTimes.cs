using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Every time in which a set was known to fail its tests in an environment: a later success ends it, and does not undo it.</summary>
/// <param name="evidence">All evidence, in any order.</param>
/// <param name="rules">How it is judged.</param>
public sealed class FailedTimes(ImmutableArray<Evidence> evidence, EvidenceRules rules)
{
    // Few sets ever fail, and most calls ask about none of them.
    private readonly Lazy<ILookup<(string Environment, Digest Set), FailedTime>> _all = new(() =>
        evidence
            .Where(one => one.Kind == EvidenceKind.State && one.Outcome != EvidenceOutcome.Cancelled)
            .GroupBy(one => (one.Environment, one.Set))
            .Where(tests => tests.Any(one => one.Outcome == EvidenceOutcome.Failed))
            // What passes with one version of Kubernetes says nothing of another.
            .SelectMany(tests =>
                tests
                    .Where(rules.Counts)
                    .GroupBy(one => one.Kubernetes)
                    .SelectMany(one => Of([.. one.OrderBy(test => test.Start)]))
                    .Select(time => (tests.Key, Time: time))
            )
            .ToLookup(one => one.Key, one => one.Time)
    );

    /// <summary>Those of a set in an environment, each failure its own, oldest first.</summary>
    public IEnumerable<FailedTime> Of(string environment, Digest set) => _all.Value[(environment, set)];

    private static IEnumerable<FailedTime> Of(Evidence[] tests) =>
        tests
            .Zip(tests.Skip(1).Append(null))
            .Where(pair => pair.First.Outcome == EvidenceOutcome.Failed)
            .Select(pair => new FailedTime(pair.First, End(pair.Second)));

    /// <summary>It is good once it has passed; another failure is a time of its own.</summary>
    private static DateTimeOffset? End(Evidence? next) =>
        next?.Outcome == EvidenceOutcome.Passed ? next.Start + next.Duration : next?.Start;
}

/// <summary>A time in which a set was known to fail.</summary>
/// <param name="Evidence">The test that failed, with whose start it begins.</param>
/// <param name="Until">When the set passed, or when the next test that failed began; null while it lasts.</param>
public sealed record FailedTime(Evidence Evidence, DateTimeOffset? Until);
