using System.Collections.Immutable;

namespace PathToProd.Decisions.Promotions;

/// <summary>What all gates together say to a promotion: what is shown, and what is enforced.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Gates">Every gate's verdict: those that hold for every step, then the policy's, in its order.</param>
public sealed record PromotionVerdict(PromotionQuestion Question, ImmutableArray<GateVerdict> Gates)
{
    /// <summary>Whether nothing is in the way.</summary>
    public bool IsOpen => !Gates.Any(gate => gate.Blocks);
}
