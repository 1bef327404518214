using System.Text;
using PathToProd.Facts.Artifacts;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store;

/// <summary>
/// Manifests that a registry once showed, by digest: what a digest says never changes. A file that is damaged counts as
/// missing, and the folder may be removed at any time.
/// </summary>
/// <param name="folder">Where they are.</param>
public sealed class KeptManifests(string folder)
{
    /// <summary>The artifact of a digest; null when its manifest was not kept, or is not of that component.</summary>
    public PublishedArtifact? Find(string component, Digest digest)
    {
        try
        {
            return
                SmallFile.ReadText(PathOf(component, digest)) is { } text
                && Digest.Of(Encoding.UTF8.GetBytes(text)) == digest
                && OciManifest.TryParse(Encoding.UTF8.GetBytes(text), out var manifest, out _)
                && SemVersion.TryParse(
                    manifest.Annotations.GetValueOrDefault(AnnotationNames.Version, ""),
                    out var version
                )
                && new PublishedArtifact(component, version, text) is { Manifest: not null } artifact
                ? artifact
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is asked for again.
            return null;
        }
    }

    /// <summary>Keeps the manifest of an artifact, if it can be written.</summary>
    public void Keep(PublishedArtifact artifact)
    {
        try
        {
            AtomicFile.Write(
                PathOf(artifact.Component, artifact.Digest),
                Encoding.UTF8.GetBytes(artifact.Text),
                isDurable: false
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be kept is asked for again.
        }
    }

    private string PathOf(string component, Digest digest) =>
        Path.Combine(folder, component, digest.ToString().Replace(':', '-') + ".json");
}
