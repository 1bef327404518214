using System.Collections.Immutable;
using PathToProd.Facts.Runs;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>What a move of an environment came to.</summary>
/// <param name="Deployed">What became of each component of the set.</param>
/// <param name="Removed">What was removed as it is not in the set.</param>
/// <param name="FirstFailure">What failed when each component was deployed for the first time; null when nothing did.</param>
internal sealed record EnvironmentMoveResult(
    ImmutableArray<NodeResult> Deployed,
    ImmutableArray<NodeResult> Removed,
    string? FirstFailure
);
