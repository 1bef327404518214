using System.Collections.Immutable;

namespace PathToProd.Compatibility;

/// <summary>
/// The newest evidence that counts for one question: a set, or the step to it from another, in an environment with a
/// Kubernetes version. It overrides all that is older, passed or failed.
/// </summary>
/// <param name="Evidence">The evidence; never of a cancelled run, which says nothing.</param>
/// <param name="WhyStale">Why it does not tell about the present any more; empty when it does.</param>
public sealed record LastWord(Evidence Evidence, ImmutableArray<StaleReason> WhyStale)
{
    /// <summary>Whether it tells about the present.</summary>
    public bool IsFresh => WhyStale.IsEmpty;

    /// <summary>Whether it is fresh and passed.</summary>
    public bool IsKnownGood => IsFresh && Evidence.Outcome == EvidenceOutcome.Passed;

    /// <summary>Whether it is fresh and failed.</summary>
    public bool IsKnownBad => IsFresh && Evidence.Outcome == EvidenceOutcome.Failed;
}
