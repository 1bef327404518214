using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;

namespace PathToProd.Decisions.Compatibility;

/// <summary>One answer of the matrix, and what it rests on.</summary>
/// <param name="State">The answer.</param>
/// <param name="Evidence">The evidence; null when nothing is known.</param>
/// <param name="WhyStale">Why it is stale; empty for any other state.</param>
public sealed record MatrixCell(MatrixState State, Evidence? Evidence, ImmutableArray<StaleReason> WhyStale)
{
    /// <summary>Nothing is known.</summary>
    public static readonly MatrixCell Unknown = new(MatrixState.Unknown, null, []);

    /// <summary>What evidence says.</summary>
    /// <param name="evidence">The evidence, which did not end by being cancelled.</param>
    /// <param name="whyStale">Why it is stale; empty when it is fresh.</param>
    public static MatrixCell Of(Evidence evidence, ImmutableArray<StaleReason> whyStale) =>
        new(
            !whyStale.IsEmpty ? MatrixState.Stale
                : evidence.Outcome == EvidenceOutcome.Passed ? MatrixState.KnownGood
                : MatrixState.Failed,
            evidence,
            whyStale
        );

    /// <summary>What a latest verdict says.</summary>
    public static MatrixCell Of(LatestVerdict verdict) => Of(verdict.Evidence, verdict.WhyStale);
}
