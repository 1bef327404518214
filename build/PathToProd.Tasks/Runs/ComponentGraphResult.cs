using System.Collections.Immutable;
using PathToProd.Runs;

namespace PathToProd.Tasks.Runs;

/// <summary>What a component's graph did.</summary>
/// <param name="Stages">Each task that ran, in order.</param>
/// <param name="Digest">The digest of the artifact; null when none was made.</param>
/// <param name="Failure">What ended it; null when all went well, or when Cake itself refused the graph.</param>
/// <param name="CakeExitCode">What Cake returned; other than 0 without a failure means that the graph itself is wrong.</param>
internal sealed record ComponentGraphResult(
    ImmutableArray<StageResult> Stages,
    string? Digest,
    Exception? Failure,
    int CakeExitCode
);
