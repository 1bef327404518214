using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Artifacts;

/// <summary>An artifact that a store holds.</summary>
/// <param name="Component">The component.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">The artifact's digest.</param>
/// <param name="Commit">The commit it was built from; null when it is unknown.</param>
/// <param name="At">When it was built; null when it is unknown.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record CatalogueEntry(
    string Component,
    SemVersion Version,
    Digest Digest,
    string? Commit,
    DateTimeOffset? At,
    long Size
)
{
    /// <summary>False for an older build of the same version, which only its digest names.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>What the version asks of its surroundings; null when the listing does not say it, and the artifact must be read.</summary>
    public ComponentRelations? Relations { get; init; }
}
