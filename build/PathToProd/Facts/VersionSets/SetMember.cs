using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.VersionSets;

/// <summary>A component in a version set.</summary>
/// <param name="Component">The component.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">The digest of its artifact: <c>sha256:...</c>.</param>
public sealed record SetMember(string Component, SemVersion Version, Digest Digest);
