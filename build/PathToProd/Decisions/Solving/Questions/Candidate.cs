using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Questions;

/// <summary>One version of a component that the solver may choose.</summary>
/// <param name="Component">The component.</param>
/// <param name="Version">The version.</param>
/// <param name="Digest">The artifact's digest.</param>
/// <param name="Relations">What the version asks of its surroundings.</param>
public sealed record Candidate(string Component, SemVersion Version, Digest Digest, ComponentRelations Relations);
