using System.Collections.Immutable;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>The files of an artifact by name and content, so that two artifacts, or an artifact and sources, can be compared.</summary>
internal static class ArtifactInputs
{
    /// <summary>Those of the artifact that these sources make, with what others publish of it.</summary>
    public static InputDigests Of(
        ComponentManifest component,
        ComponentSource source,
        ImmutableArray<ArtifactFile> upstream
    ) =>
        new(
            ArtifactContent
                .Of(component, source, upstream)
                .Select(file => AsInput(file.Path, file.Digest, file.IsExecutable))
        );

    /// <summary>Those of an artifact of the store.</summary>
    public static InputDigests Of(ArtifactStore store, StoredArtifact artifact)
    {
        var folder = store.Unpack(artifact);
        return new InputDigests(
            FileTree
                .Files(folder)
                .Select(path =>
                {
                    var file = Path.Combine(folder, path);
                    return AsInput(path, TreeDigest.Content(file), TreeDigest.IsExecutable(file));
                })
        );
    }

    private static InputDigest AsInput(string path, Digest digest, bool isExecutable) =>
        new($"file {path}", isExecutable ? $"{digest}+x" : digest.ToString());
}
