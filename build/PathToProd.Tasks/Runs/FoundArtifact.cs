using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;

namespace PathToProd.Tasks.Runs;

/// <summary>An artifact that was found by its version, and the component as it describes it.</summary>
public sealed record FoundArtifact(StoredArtifact Artifact, ComponentManifest Manifest)
{
    /// <summary>Unpacks an artifact of the store, and reads its manifest.</summary>
    public static FoundArtifact Of(ArtifactStore store, StoredArtifact artifact)
    {
        var file = Path.Combine(store.Unpack(artifact), "component.yaml");
        var name = $"component.yaml of {artifact.Component} {artifact.Version}";
        return new FoundArtifact(artifact, PlatformModel.ReadComponent(name, File.ReadAllText(file)));
    }
}
