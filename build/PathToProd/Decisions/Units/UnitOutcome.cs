using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;

namespace PathToProd.Decisions.Units;

/// <summary>How a unit ended, from how its members did.</summary>
public static class UnitOutcome
{
    /// <summary>
    /// Not begun when no member was touched and some could not start; cancelled or failed when any was; else done, or unchanged when nothing had to
    /// be done to any.
    /// </summary>
    public static NodeOutcome Of(IReadOnlyCollection<NodeOutcome> members) =>
        members.Contains(NodeOutcome.Cancelled) ? NodeOutcome.Cancelled
        : members.All(member => member == NodeOutcome.NotRun) ? NodeOutcome.NotRun
        : members.All(NodeOutcomes.IsSuccess)
            ? members.Contains(NodeOutcome.Done) ? NodeOutcome.Done
                : NodeOutcome.Unchanged
        : NodeOutcome.Failed;

    /// <summary>The same for the ledger.</summary>
    public static Outcome Recorded(NodeOutcome outcome) =>
        outcome switch
        {
            NodeOutcome.Done or NodeOutcome.Unchanged => Outcome.Succeeded,
            NodeOutcome.Cancelled => Outcome.Cancelled,
            _ => Outcome.Failed,
        };

    /// <summary>Why it failed, in one line: the first member that did not succeed, and what it said.</summary>
    public static string? Error(ImmutableArray<NodeResult> members)
    {
        var first =
            members.FirstOrDefault(member => !member.Outcome.IsSuccess() && member.Outcome != NodeOutcome.NotRun)
            ?? members.FirstOrDefault(member => !member.Outcome.IsSuccess());
        return first is null ? null
            : (first.Error ?? first.Reason) is { } why
                ? $"{first.Component} {first.Outcome.Verb()}: {Text.FailureLine.Of(why)}"
            : $"{first.Component} {first.Outcome.Verb()}";
    }
}
