using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>One set that was looked at during a bisection.</summary>
/// <param name="Set">The set.</param>
/// <param name="Changes">By which changes it differs from the good one.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Evidence">The evidence of it; null when it could not be tried.</param>
/// <param name="WasRead">Whether the evidence was already there.</param>
/// <param name="Why">Why the outcome is unclear; null if it is clear.</param>
public sealed record BisectionStep(
    VersionSet Set,
    ImmutableArray<SetChange> Changes,
    TrialOutcome Outcome,
    Evidence? Evidence,
    bool WasRead,
    string? Why
);
