using PathToProd.Facts.Artifacts;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store.Blobs;

/// <summary>An artifact that the store lists.</summary>
/// <param name="Component">The component's name.</param>
/// <param name="Version">The component's version.</param>
/// <param name="Manifest">Names its manifest: its digest is the artifact's.</param>
/// <param name="Size">How many bytes the artifact has, its manifest included.</param>
/// <param name="Record">Who made it, when and from which commit.</param>
public sealed record StoredArtifact(
    string Component,
    SemVersion Version,
    OciDescriptor Manifest,
    long Size,
    BuildRecord Record
)
{
    /// <summary>The artifact's digest: that of its manifest.</summary>
    public Digest Digest => Manifest.Digest;
}
