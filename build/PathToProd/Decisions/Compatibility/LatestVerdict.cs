using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;

namespace PathToProd.Decisions.Compatibility;

/// <summary>
/// The newest evidence that counts for one question: a set, or the step to it from another, in an environment with a
/// Kubernetes version. It overrides all that is older, passed or failed.
/// </summary>
/// <param name="evidence">The evidence; never of a cancelled run, which says nothing.</param>
/// <param name="rules">How it is judged.</param>
public sealed class LatestVerdict(Evidence evidence, EvidenceRules rules)
{
    // Most are old and never asked.
    private ImmutableArray<StaleReason> _whyStale;

    /// <summary>The evidence.</summary>
    public Evidence Evidence => evidence;

    /// <summary>Why it is no longer current, in the order of the rules; empty when it is.</summary>
    public ImmutableArray<StaleReason> WhyStale =>
        _whyStale.IsDefault ? _whyStale = rules.WhyStale(evidence) : _whyStale;

    /// <summary>Whether it is still current.</summary>
    public bool IsFresh => rules.WhyOld(evidence) is null && WhyStale.IsEmpty;

    /// <summary>Whether it is fresh and passed.</summary>
    public bool IsKnownGood => evidence.Outcome == EvidenceOutcome.Passed && IsFresh;

    /// <summary>Whether it is fresh and failed.</summary>
    public bool IsKnownBad => evidence.Outcome == EvidenceOutcome.Failed && IsFresh;
}
