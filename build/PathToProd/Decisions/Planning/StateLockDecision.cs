using System.Collections.Immutable;
using PathToProd.Model.Terraform;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>
/// Whether a lock on a Terraform state may be removed: only when it is known that its holder is dead. A lock that is merely old, or
/// whose holder is merely not seen, stays.
/// </summary>
public abstract record StateLockDecision
{
    // Terraform says whole seconds, and clocks of one machine may differ by what it takes to read them.
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(2);

    private StateLockDecision() { }

    /// <summary>Its holder is dead.</summary>
    /// <param name="Reason">How that is known: a clause.</param>
    public sealed record Remove(string Reason) : StateLockDecision;

    /// <summary>Its holder may be alive.</summary>
    /// <param name="Reasons">Why that is not ruled out: clauses, at least one.</param>
    public sealed record Keep(ImmutableArray<string> Reasons) : StateLockDecision
    {
        /// <summary>The whole of it: a sentence.</summary>
        public string Text => $"This run did not remove the lock, because {string.Join(", and because ", Reasons)}.";
    }

    /// <summary>Decides.</summary>
    /// <param name="held">The lock that Terraform did not get.</param>
    /// <param name="facts">What is known of those that may have left it.</param>
    public static StateLockDecision Of(StateLock held, StateLockFacts facts)
    {
        if (!facts.IsChange)
        {
            return new Keep([
                "a plan changes nothing; Deploy and Destroy remove a lock whose holder is known to be dead",
            ]);
        }

        var left = facts.Interrupted.LastOrDefault(one => CanHaveMade(held, one, facts.Limit));
        ImmutableArray<string> doubts =
        [
            .. left is null ? [NoOneKnown(held, facts)] : Doubts(left),
            .. Others(held, facts),
        ];
        return doubts.IsEmpty
            ? new Remove(
                $"run {left!.Attempt.Run} of this checkout made it on {Moment.Text(held.Created)} and is dead, with all that it started"
            )
            : new Keep(doubts);
    }

    private static bool CanHaveMade(StateLock held, InterruptedAttempt one, TimeSpan limit) =>
        held.Created >= one.Attempt.At - Blur && held.Created <= one.Attempt.At + limit;

    private static string NoOneKnown(StateLock held, StateLockFacts facts) =>
        facts.Interrupted.IsEmpty
            ? "no interrupted run of this component is known that could have left it"
            : $"it was made on {Moment.Text(held.Created)}, when no interrupted run of this component was at work: "
                + string.Join(
                    ", ",
                    facts.Interrupted.Select(one => $"{one.Attempt.Run} began on {Moment.Text(one.Attempt.At)}")
                );

    private static IEnumerable<string> Doubts(InterruptedAttempt left)
    {
        if (!left.IsOfThisCheckout)
        {
            yield return $"run {left.Attempt.Run}, which was interrupted, was not started in this checkout, and may be alive elsewhere";
        }
        else if (!left.HasEnded)
        {
            yield return $"it is not known whether all that run {left.Attempt.Run} started has ended";
        }
    }

    private static IEnumerable<string> Others(StateLock held, StateLockFacts facts)
    {
        if (held.Machine != facts.Machine)
        {
            yield return $"{held.Who} made it, and this machine is {facts.Machine}";
        }

        if (facts.Others.FirstOrDefault(one => one.Started <= held.Created + Blur) is { } other)
        {
            yield return $"another Terraform is at work on this machine since then: {other.CommandLine}";
        }
    }
}
