using PathToProd.Decisions.Solving.Searching;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Why a version could not be chosen.</summary>
/// <param name="Version">The version.</param>
/// <param name="Facts">Facts, and what happened to other components, that together leave no room for it.</param>
internal sealed record Obstacle(SemVersion Version, IReadOnlyList<Incompatibility> Facts);
