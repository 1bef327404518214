using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store;

/// <summary>Artifacts as entries of a store's index.</summary>
internal static class StoreEntry
{
    /// <summary>An artifact with the annotations that its entry gets.</summary>
    public static StoredArtifact Of(
        OciDescriptor descriptor,
        OciManifest manifest,
        string component,
        SemVersion version,
        BuildRecord record
    )
    {
        var size = descriptor.Size + manifest.Blobs.Sum(blob => blob.Size);
        var annotations = record
            .ToAnnotations()
            .SetItem(AnnotationNames.RefName, ArtifactTag.RefName(component, version))
            .SetItem(AnnotationNames.Title, component)
            .SetItem(AnnotationNames.Version, version.ToString())
            .SetItem(AnnotationNames.Size, size.ToString());
        return new StoredArtifact(component, version, descriptor with { Annotations = annotations }, size, record);
    }

    /// <summary>The artifact of an entry; null when it is not one of ours.</summary>
    public static StoredArtifact? Read(OciDescriptor entry)
    {
        var annotations = entry.Annotations;
        var named =
            annotations.TryGetValue(AnnotationNames.Title, out var title)
            && SemVersion.TryParse(annotations.GetValueOrDefault(AnnotationNames.Version), out var version)
                ? (title, version)
                // Another tool may have copied it here.
                : ArtifactTag.FromRefName(annotations.GetValueOrDefault(AnnotationNames.RefName));
        return
            named is ({ } component, { } its)
            && ComponentName.ProblemIn(component, "") is null
            && entry.MediaType == MediaTypes.Manifest
            ? new StoredArtifact(
                component,
                its,
                entry,
                long.TryParse(annotations.GetValueOrDefault(AnnotationNames.Size), out var size) ? size : entry.Size,
                BuildRecord.From(annotations)
            )
            : null;
    }
}
