using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Questions;

/// <summary>Versions that evidence shows to fail together. The solver never chooses all of them.</summary>
/// <param name="Together">The versions; one of each component.</param>
/// <param name="Evidence">How that is known, to stand after their names: <c>failed together on ci-1 on 2026-11-22</c>.</param>
public sealed record KnownConflict(ImmutableArray<(string Component, SemVersion Version)> Together, string Evidence);
