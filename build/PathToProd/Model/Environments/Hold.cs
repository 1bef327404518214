using PathToProd.Versions;

namespace PathToProd.Model.Environments;

/// <summary>A component that stays in a range of versions in an environment, whatever is newer.</summary>
/// <param name="Component">The component.</param>
/// <param name="Range">The versions it may have there.</param>
/// <param name="Reason">Why, shown when something is refused; null when not given.</param>
public sealed record Hold(string Component, VersionRange Range, string? Reason);
