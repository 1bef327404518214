using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Questions;

/// <summary>A component that must be there.</summary>
/// <param name="Component">The component.</param>
/// <param name="Range">The versions that will do.</param>
/// <param name="Because">
/// Who wishes it, as a clause in which the last word <c>it</c> stands for the component: <c>you asked for it</c>,
/// <c>2026.11.1 holds it</c>.
/// </param>
public sealed record Wish(string Component, VersionRange Range, string Because);
