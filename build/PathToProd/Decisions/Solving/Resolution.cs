using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Solving;

/// <summary>What was asked of the solver, and what it says, as version sets.</summary>
/// <param name="Answer">What it says.</param>
/// <param name="Current">The set that it started from; null when there was none.</param>
/// <param name="Environment">The environment that the answer has to fit; null when it need not fit any.</param>
public sealed record Resolution(SolverAnswer Answer, VersionSet? Current, string? Environment)
{
    /// <summary>The members of the answer, by name; none when there is no answer.</summary>
    public ImmutableSortedDictionary<string, SetMember> Members { get; } =
        Answer is SolverAnswer.Solved solved
            ? solved.Choices.Values.ToImmutableSortedDictionary(
                choice => choice.Component,
                choice => new SetMember(choice.Component, choice.Version, choice.Candidate.Digest),
                StringComparer.Ordinal
            )
            : ImmutableSortedDictionary.Create<string, SetMember>(StringComparer.Ordinal);

    /// <summary>What the answer changes; all of it is added when there was nothing to start from.</summary>
    public SetDifference Difference =>
        SetDifference.Of(Current?.Members ?? ImmutableSortedDictionary<string, SetMember>.Empty, Members);
}
