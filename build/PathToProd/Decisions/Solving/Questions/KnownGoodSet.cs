using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Questions;

/// <summary>A set whose fresh evidence passed.</summary>
/// <param name="Name">Its name, or what messages call it.</param>
/// <param name="Versions">Its components.</param>
/// <param name="At">When it passed.</param>
public sealed record KnownGoodSet(
    string Name,
    ImmutableSortedDictionary<string, SemVersion> Versions,
    DateTimeOffset At
);
