using System.Collections.Immutable;

namespace PathToProd.Decisions.Gates;

/// <summary>What the requirement gate says to a deployment.</summary>
public abstract record GateDecision
{
    private GateDecision() { }

    /// <summary>Every requirement is met.</summary>
    /// <param name="Plan">What was asked for, in order.</param>
    public sealed record Satisfied(DeploymentPlan Plan) : GateDecision;

    /// <summary>Some requirements are not met, and are deployed first, as was asked.</summary>
    /// <param name="Plan">They, what they require in turn, and what was asked for, in order.</param>
    public sealed record DeployFirst(DeploymentPlan Plan) : GateDecision;

    /// <summary>Some requirements are not met.</summary>
    /// <param name="Causes">Every one of them, including those of what would have to be deployed first.</param>
    public sealed record Refused(ImmutableArray<RequirementCause> Causes) : GateDecision
    {
        /// <summary>Whether other runs are at work on all of it, so that the refusal may end with them.</summary>
        public bool EndsByWaiting => Causes.All(cause => cause.RunInProgress is not null);
    }
}
