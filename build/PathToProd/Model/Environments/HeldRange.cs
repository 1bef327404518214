using PathToProd.Versions;

namespace PathToProd.Model.Environments;

/// <summary>What an entry of <c>holds</c> says of its component.</summary>
/// <param name="Range">The versions that it may have.</param>
/// <param name="Reason">Why; null when not given.</param>
internal sealed record HeldRange(VersionRange Range, string? Reason);
