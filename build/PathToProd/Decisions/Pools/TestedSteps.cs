using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Text;

namespace PathToProd.Decisions.Pools;

/// <summary>The steps from one version set to another that are known to work, by the digests of the sets.</summary>
public static class TestedSteps
{
    /// <summary>Those that evidence shows: a step that passed in one environment and failed in none, as the matrix has it.</summary>
    public static ImmutableHashSet<(Digest From, Digest To)> Of(LatestVerdicts verdicts) =>
        [
            .. verdicts
                .Transitions.GroupBy(verdict => (From: verdict.Evidence.From!, To: verdict.Evidence.Set))
                .Where(step => Transitions.Of([.. step.Select(MatrixCell.Of)]).State == MatrixState.KnownGood)
                .Select(step => step.Key),
        ];
}
