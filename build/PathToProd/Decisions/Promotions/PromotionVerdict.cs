using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Questions;

namespace PathToProd.Decisions.Promotions;

/// <summary>What all gates together say to a promotion: what is shown, and what is enforced.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Gates">Every gate's verdict: those that hold for every step, then the policy's, in its order.</param>
public sealed record PromotionVerdict(PromotionQuestion Question, ImmutableArray<GateVerdict> Gates)
{
    /// <summary>Whether nothing is in the way.</summary>
    public bool IsOpen => !Gates.Any(gate => gate.Blocking.Any());

    /// <summary>Closed when something is known to be in the way, unknown when it is only not known.</summary>
    public GateState State =>
        IsOpen ? GateState.Open
        : Gates.SelectMany(gate => gate.Blocking).Any(cause => cause.Kind == CauseKind.Closed) ? GateState.Closed
        : GateState.Unknown;

    /// <summary>When it opens if nothing else happens; null when time alone does not open it, or it is open.</summary>
    public DateTimeOffset? OpensAt =>
        IsOpen || Gates.SelectMany(gate => gate.Blocking).Any(cause => cause.Until is null)
            ? null
            : Gates.SelectMany(gate => gate.Blocking).Max(cause => cause.Until);
}
