using System.Collections.Immutable;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>What is left of many changes when all that do not matter are taken away.</summary>
/// <param name="Changes">
/// The numbers of the changes that fail together. Without any one of them, and what cannot be made without it, it does not fail.
/// </param>
/// <param name="Trials">What was tried, in order; nothing twice.</param>
/// <param name="Unclear">Those of <paramref name="Changes"/> without which the outcome is unclear: they may not matter.</param>
public sealed record MinimalFailure(
    ImmutableSortedSet<int> Changes,
    ImmutableArray<Trial> Trials,
    ImmutableSortedSet<int> Unclear
);
