using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Text;

namespace PathToProd.Decisions.Validation;

/// <summary>Whether a change has to be certified, or is known to pass or to fail.</summary>
public abstract record ValidationDecision
{
    /// <summary>How often the same change may fail before it is not run again: a test that always fails must not keep environments busy for ever.</summary>
    public const int MostFailures = 3;

    private ValidationDecision() { }

    /// <summary>The same was certified, and passed.</summary>
    /// <param name="Evidence">The evidence of it.</param>
    public sealed record Reused(Evidence Evidence) : ValidationDecision;

    /// <summary>It has to be certified.</summary>
    /// <param name="Why">Clauses that say why.</param>
    public sealed record Runs(ImmutableArray<string> Why) : ValidationDecision;

    /// <summary>The same failed so often that it is not tried again before something of it changes.</summary>
    /// <param name="Failures">The evidence, the newest first.</param>
    public sealed record GivenUp(ImmutableArray<Evidence> Failures) : ValidationDecision;

    /// <summary>Decides it.</summary>
    /// <param name="key">The key of the change.</param>
    /// <param name="kind">What has to have been tested: the step, or the state where base and change hold the same artifacts.</param>
    /// <param name="environments">The environments whose evidence counts: the one that was asked for, or all of a pool.</param>
    /// <param name="evidence">All evidence, in any order.</param>
    /// <param name="rules">How it is judged now.</param>
    /// <param name="isForced">Whether the user wants it to run whatever is known.</param>
    public static ValidationDecision Of(
        Digest key,
        EvidenceKind kind,
        IReadOnlySet<string> environments,
        ImmutableArray<Evidence> evidence,
        EvidenceRules rules,
        bool isForced
    )
    {
        if (isForced)
        {
            return new Runs(["it was asked for with --force"]);
        }

        var same = evidence
            .Where(one =>
                one.Change == key
                && one.Kind == kind
                && one.Outcome != EvidenceOutcome.Cancelled
                && environments.Contains(one.Environment)
            )
            .OrderByDescending(one => one.Start)
            .ThenByDescending(one => one.Line)
            .ToArray();
        var signed = Array.FindAll(same, rules.Counts);
        if (signed.Length == 0)
        {
            return new Runs([
                same.Length == 0
                    ? "nothing that holds the same was validated yet"
                    : $"no allowed signer signed the evidence of it, which {same[0].Environment} demands",
            ]);
        }

        var fresh = Array.FindAll(signed, one => WhyStale(rules, one).IsEmpty);
        if (fresh.Length == 0)
        {
            return new Runs([.. WhyStale(rules, signed[0]).Select(reason => reason.ToString()!)]);
        }

        if (fresh[0].Outcome == EvidenceOutcome.Passed)
        {
            return new Reused(fresh[0]);
        }

        ImmutableArray<Evidence> failures = [.. fresh.TakeWhile(one => one.Outcome == EvidenceOutcome.Failed)];
        return failures.Length >= MostFailures
            ? new GivenUp(failures)
            : new Runs([
                $"it failed {Times(failures.Length)}, and counts as failed for good after {MostFailures} times in a row",
            ]);
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times in a row";

    /// <summary>The tests are in the key, so age, tools and Kubernetes are what is left.</summary>
    private static ImmutableArray<StaleReason> WhyStale(EvidenceRules rules, Evidence evidence)
    {
        var reasons = rules.WhyOtherSurroundings(evidence);
        return rules.WhyOld(evidence) is { } old ? reasons.Insert(0, old) : reasons;
    }
}
