using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>A version that the solver chose.</summary>
/// <param name="Candidate">What was chosen.</param>
/// <param name="Before">The component's version in the set that was started from; null when it was not there.</param>
/// <param name="Because">Why this version and no newer one, as prose without a full stop at its end.</param>
public sealed record Choice(Candidate Candidate, SemVersion? Before, string Because)
{
    /// <summary>What keeps out versions that were to be tried before this one.</summary>
    internal ImmutableArray<Obstacle> Obstacles { get; init; } = [];

    /// <summary>The component.</summary>
    public string Component => Candidate.Component;

    /// <summary>Its version.</summary>
    public SemVersion Version => Candidate.Version;

    /// <summary>Whether it differs from what was started from.</summary>
    public bool IsChanged => Before != Version;
}
