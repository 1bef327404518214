using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Explaining;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving;

/// <summary>What the solver says to a question.</summary>
public abstract record SolverAnswer
{
    private SolverAnswer() { }

    /// <summary>These run together.</summary>
    /// <param name="Choices">Each component with its version and why, by name.</param>
    /// <param name="KnownGood">The known-good set that it is; null when it was put together.</param>
    public sealed record Solved(ImmutableSortedDictionary<string, Choice> Choices, KnownGoodSet? KnownGood)
        : SolverAnswer
    {
        /// <summary>
        /// Whether fewer components could change was not found out within <see cref="SolverQuestion.Limit"/>. The upgrades are as
        /// new as they can be anyway, and everything that was asked is fulfilled.
        /// </summary>
        public bool IsFewestUnknown { get; init; }

        /// <summary>
        /// Whether there is a newer set was not found out within <see cref="SolverQuestion.Limit"/>, so that a known-good one was
        /// taken. It fulfils everything that was asked.
        /// </summary>
        public bool IsNewestUnknown { get; init; }

        /// <summary>The components with their versions, by name.</summary>
        public ImmutableSortedDictionary<string, SemVersion> Versions =>
            Choices.ToImmutableSortedDictionary(
                choice => choice.Key,
                choice => choice.Value.Version,
                StringComparer.Ordinal
            );
    }

    /// <summary>Nothing fulfils everything that was asked.</summary>
    /// <param name="Explanation">Why, and what would help.</param>
    public sealed record Refused(Explanation Explanation) : SolverAnswer;

    /// <summary>Neither an answer nor a proof that there is none was found within <see cref="SolverQuestion.Limit"/>.</summary>
    /// <param name="Reason">What was tried, and what to do, as prose.</param>
    /// <param name="Steps">How many steps were taken.</param>
    public sealed record GaveUp(string Reason, long Steps) : SolverAnswer;
}
