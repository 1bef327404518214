using System.Text;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store;

/// <summary>What a registry has under a version's tag. It may be an artifact of any kind.</summary>
/// <param name="Component">The component whose repository it is in.</param>
/// <param name="Version">The version that the tag says.</param>
/// <param name="Text">The manifest.</param>
public sealed record PublishedArtifact(string Component, SemVersion Version, string Text)
{
    /// <summary>The artifact's digest.</summary>
    public Digest Digest { get; } = Digest.Of(Encoding.UTF8.GetBytes(Text));

    /// <summary>What it is made of; null when it is not an artifact of that component and version.</summary>
    public OciManifest? Manifest { get; } = Read(Component, Version, Text);

    /// <summary>How many bytes it has, its manifest included; 0 when it is not ours.</summary>
    public long Size => Manifest is null ? 0 : Encoding.UTF8.GetByteCount(Text) + Manifest.Blobs.Sum(blob => blob.Size);

    /// <summary>What it asks of its surroundings; null when its manifest does not say it.</summary>
    public ComponentRelations? Relations =>
        RelationsText.Read(Manifest?.Annotations.GetValueOrDefault(AnnotationNames.Relations));

    /// <summary>Why it is not an artifact of that component and version, as <c>... of the type x</c>; null when it is.</summary>
    public string? Wrong =>
        Manifest is not null ? null
        : !OciManifest.TryParse(Encoding.UTF8.GetBytes(Text), out var manifest, out var error) ? error
        : ArtifactFormat.Of(manifest) is null
            ? $"its parts are of the types {string.Join(", ", manifest.Blobs.Select(blob => blob.MediaType))}"
        : $"it says that it is {manifest.Annotations.GetValueOrDefault(AnnotationNames.Title, "nothing")} "
            + manifest.Annotations.GetValueOrDefault(AnnotationNames.Version, "of no version");

    private static OciManifest? Read(string component, SemVersion version, string text) =>
        OciManifest.TryParse(Encoding.UTF8.GetBytes(text), out var manifest, out _)
        && ArtifactFormat.Of(manifest) is not null
        && manifest.Annotations.GetValueOrDefault(AnnotationNames.Title) == component
        && manifest.Annotations.GetValueOrDefault(AnnotationNames.Version) == version.ToString()
            ? manifest
            : null;
}
