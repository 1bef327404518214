using System.Collections.Immutable;

namespace PathToProd.Facts.Changes;

/// <summary>A component that a change affects.</summary>
/// <param name="Component">Its name.</param>
/// <param name="Why">Why, a clause each; empty when the only reason is one that all share.</param>
public sealed record ChangedComponent(string Component, ImmutableArray<string> Why);
