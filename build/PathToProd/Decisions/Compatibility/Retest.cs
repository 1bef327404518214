using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Compatibility;

/// <summary>
/// Which tests of a set must run again in an environment. A result counts when nothing that the test covers differs from
/// what was tested, nor the test, a tool or Kubernetes, and it is neither too old nor failed. Of several results under
/// the same conditions the newest decides.
/// </summary>
/// <param name="Tests">The set's tests, in their order.</param>
public sealed record Retest(ImmutableArray<TestNeed> Tests)
{
    /// <summary>Those that must run.</summary>
    public IEnumerable<TestNeed> Again => Tests.Where(test => test.MustRun);

    /// <summary>Those whose evidence still counts.</summary>
    public IEnumerable<TestNeed> Still => Tests.Where(test => !test.MustRun);

    /// <summary>Finds them.</summary>
    /// <param name="members">The components of the set.</param>
    /// <param name="tests">The tests of the set, as they are declared now.</param>
    /// <param name="environment">Where it should be tested.</param>
    /// <param name="evidence">All evidence, in any order.</param>
    /// <param name="rules">How it is judged. Its tests are ignored: those that were given count.</param>
    public static Retest Of(
        IReadOnlyDictionary<string, SetMember> members,
        ImmutableArray<DeclaredTest> tests,
        string environment,
        ImmutableArray<Evidence> evidence,
        EvidenceRules rules
    )
    {
        var there = new List<Evidence>();
        foreach (var one in evidence)
        {
            // What is from the future may be older than all else, so the rest comes first.
            if (one.Environment == environment && one.Outcome != EvidenceOutcome.Cancelled)
            {
                there.Add(one);
            }
        }

        there.Sort(
            (left, right) =>
            {
                var byClock = rules.IsFromTheFuture(left).CompareTo(rules.IsFromTheFuture(right));
                return byClock != 0 ? byClock : EvidenceOrder.Compare(right, left);
            }
        );
        return new Retest([.. tests.Select(test => Need(test, members, environment, there, rules))]);
    }

    private static TestNeed Need(
        DeclaredTest test,
        IReadOnlyDictionary<string, SetMember> members,
        string environment,
        List<Evidence> newestFirst,
        EvidenceRules rules
    )
    {
        TestNeed? nearest = null;
        var unsigned = false;
        foreach (var evidence in newestFirst)
        {
            if (ResultOf(test, evidence) is not { } result)
            {
                continue;
            }

            if (!rules.Counts(evidence))
            {
                unsigned = true;
                continue;
            }

            var reasons = Reasons(test, result, members, evidence, rules);
            if (reasons.IsEmpty)
            {
                return result.Outcome == TestOutcome.Passed
                    ? new TestNeed(test, evidence, [])
                    : new TestNeed(test, evidence, [new RetestReason.Failed(result.Message)]);
            }

            nearest ??= new TestNeed(test, evidence, reasons);
        }

        return nearest
            ?? new TestNeed(
                test,
                null,
                [unsigned ? new RetestReason.NotSigned(environment) : new RetestReason.NeverRan(environment)]
            );
    }

    private static TestResult? ResultOf(DeclaredTest test, Evidence evidence)
    {
        foreach (var result in evidence.Tests)
        {
            if (result.Name == test.Name)
            {
                return result.Outcome == TestOutcome.NotRun ? null : result;
            }
        }

        return null;
    }

    private static ImmutableArray<RetestReason> Reasons(
        DeclaredTest test,
        TestResult result,
        IReadOnlyDictionary<string, SetMember> members,
        Evidence evidence,
        EvidenceRules rules
    )
    {
        var reasons = ImmutableArray.CreateBuilder<RetestReason>();
        foreach (var component in test.Covers)
        {
            var was = evidence.Members.GetValueOrDefault(component);
            var now = members.GetValueOrDefault(component);
            if (was?.Digest != now?.Digest)
            {
                reasons.Add(
                    was is null ? new RetestReason.ComponentAdded(component)
                    : now is null ? new RetestReason.ComponentRemoved(component)
                    : new RetestReason.ComponentChanged(component, was.Version, now.Version)
                );
            }
        }

        if (result.Digest != test.Digest)
        {
            reasons.Add(new RetestReason.Stale(new StaleReason.TestChanged(test.Name)));
        }

        if (rules.WhyOld(evidence) is { } old)
        {
            reasons.Add(new RetestReason.Stale(old));
        }

        foreach (var reason in rules.WhyOtherSurroundings(evidence))
        {
            reasons.Add(new RetestReason.Stale(reason));
        }

        return reasons.ToImmutable();
    }
}

/// <summary>Whether a test must run, and why.</summary>
/// <param name="Test">The test.</param>
/// <param name="Evidence">
/// The evidence that still counts; for a test that must run, the newest with a result of it, or null if none.
/// </param>
/// <param name="Why">Why it must run; empty when the evidence counts.</param>
public sealed record TestNeed(DeclaredTest Test, Evidence? Evidence, ImmutableArray<RetestReason> Why)
{
    /// <summary>Whether it must run.</summary>
    public bool MustRun => !Why.IsEmpty;
}
