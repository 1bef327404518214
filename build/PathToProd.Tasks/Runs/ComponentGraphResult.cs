using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>What a component's graph did.</summary>
/// <param name="Stages">Each task that ran, in order.</param>
/// <param name="Digest">The digest of the artifact; null when none was made.</param>
/// <param name="Failure">What ended it, or kept it from running at all; null when all went well.</param>
internal sealed record ComponentGraphResult(ImmutableArray<StageResult> Stages, Digest? Digest, Exception? Failure)
{
    /// <summary>Whether it was deployed and then did not pass its smoke test.</summary>
    public bool HasFailedSmokeTest { get; init; }
}
