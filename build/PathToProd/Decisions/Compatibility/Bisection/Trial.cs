using System.Collections.Immutable;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>Some changes that were tried together.</summary>
/// <param name="Changes">Their numbers.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record Trial(ImmutableSortedSet<int> Changes, TrialOutcome Outcome);
