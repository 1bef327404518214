using PathToProd.Facts.Artifacts;
using PathToProd.Model.Components;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tasks.Store.Packing;
using PathToProd.Tasks.Store.Unpacking;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store;

/// <summary>
/// The artifacts of one checkout, in <c>artifacts/store</c>: an OCI image layout that skopeo, oras and crane read.
/// Nothing is ever removed from it. Safe for several threads and processes at once.
/// </summary>
public sealed class ArtifactStore
{
    private const int DigitsInFolderName = 12;

    private readonly Workspace _workspace;
    private readonly Uri? _source;
    private readonly BlobFolder _blobs;
    private readonly StoreIndex _index;
    private readonly string _shown;
    private readonly Lock _preparing = new();
    private bool _isPrepared;

    /// <summary>The store of a checkout. It need not exist yet.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="source">Where the sources are kept, which artifacts then name; null when they name nothing.</param>
    public ArtifactStore(Workspace workspace, Uri? source = null)
    {
        (_workspace, _source) = (workspace, source);
        _shown = workspace.Show(workspace.Store);
        _blobs = new BlobFolder(workspace.Store, workspace.Show);
        var index = Path.Combine(workspace.Store, "index.json");
        _index = new StoreIndex(index, Path.Combine(workspace.Locks, "store.lock"), workspace.Show(index));
    }

    /// <summary>
    /// Packs an artifact and lists it under its component and version. The same files give the same digest, wherever and
    /// whenever that is done. An earlier build of the version with another digest stays, found by its digest alone.
    /// </summary>
    /// <param name="component">The component.</param>
    /// <param name="files">All files of the artifact, in any order.</param>
    /// <param name="record">Who builds it. When the digest is there already, its first record stays.</param>
    /// <exception cref="PlatformException">A file changed while it was read, or the store cannot be written (exit code 1).</exception>
    public StoredArtifact Add(ComponentManifest component, IReadOnlyList<ArtifactFile> files, BuildRecord record) =>
        StoreFailure.Explain(
            _shown,
            () =>
            {
                Prepare();
                var (descriptor, manifest) = new ArtifactPacker(_blobs).Pack(component, files, _source);
                var artifact = StoreEntry.Of(descriptor, manifest, component.Name, component.Version, record);
                return List(artifact, RelationsText.Write(component.Relations));
            }
        );

    /// <summary>The artifact with a digest; null when the store does not list it.</summary>
    /// <exception cref="PlatformException">The store cannot be read (exit code 1).</exception>
    public StoredArtifact? Find(Digest digest) =>
        _index.Read().Find(digest) is { } entry ? StoreEntry.Read(entry) : null;

    /// <summary>The newest build of a version; null when the store lists none.</summary>
    /// <exception cref="PlatformException">The store cannot be read (exit code 1).</exception>
    public StoredArtifact? Find(string component, SemVersion version) =>
        _index.Read().FindName(ArtifactTag.RefName(component, version)) is { } entry ? StoreEntry.Read(entry) : null;

    /// <summary>All versions that the store lists, older builds of the same version included.</summary>
    /// <exception cref="PlatformException">The store cannot be read (exit code 1).</exception>
    public Catalogue List() =>
        new(
            from entry in _index.Read().Entries
            let artifact = StoreEntry.Read(entry)
            where artifact is not null
            select new CatalogueEntry(
                artifact.Component,
                artifact.Version,
                artifact.Digest,
                artifact.Record.Commit,
                artifact.Record.Created,
                artifact.Size
            )
            {
                IsCurrent = entry.Annotations.ContainsKey(AnnotationNames.RefName),
                Relations = RelationsText.Read(entry.Annotations.GetValueOrDefault(AnnotationNames.Relations)),
            }
        );

    /// <summary>
    /// What an artifact asks of its surroundings: as its listing says, else its manifest, which other tools copy too; else,
    /// for one that was built before artifacts said it, its <c>component.yaml</c>.
    /// </summary>
    /// <exception cref="PlatformException">The artifact is damaged (exit code 1).</exception>
    public ComponentRelations RelationsOf(StoredArtifact artifact) =>
        RelationsText.Read(artifact.Manifest.Annotations.GetValueOrDefault(AnnotationNames.Relations))
        ?? RelationsText.Read(ReadManifest(artifact).Annotations.GetValueOrDefault(AnnotationNames.Relations))
        ?? PlatformModel
            .ReadComponent(
                $"component.yaml of {artifact.Component} {artifact.Version}",
                File.ReadAllText(Path.Combine(Unpack(artifact), "component.yaml"))
            )
            .Relations;

    /// <summary>Whether all blobs of an artifact are there with the right sizes. Only its manifest is read.</summary>
    public bool IsWhole(StoredArtifact artifact)
    {
        try
        {
            return ReadManifest(artifact).Blobs.All(_blobs.Has);
        }
        catch (PlatformException)
        {
            return false;
        }
    }

    /// <summary>Writes down which blobs an artifact has, for <see cref="HasParts"/>.</summary>
    /// <exception cref="PlatformException">Its manifest is missing, damaged or not one of ours (exit code 1).</exception>
    public string Parts(StoredArtifact artifact) =>
        string.Join(
            ' ',
            ReadManifest(artifact).Blobs.Prepend(artifact.Manifest).Select(blob => $"{blob.Digest.Hex}:{blob.Size}")
        );

    /// <summary>
    /// Whether the store lists an artifact and has all of its blobs with the right sizes. Nothing of it is read, so that
    /// thousands can be looked at; what it holds is checked when it is used.
    /// </summary>
    /// <param name="digest">The artifact's digest.</param>
    /// <param name="parts">What <see cref="Parts"/> wrote down.</param>
    public bool HasParts(Digest digest, string parts)
    {
        if (parts.Length == 0 || !_index.Digests().Contains(digest))
        {
            return false;
        }

        foreach (var range in parts.AsSpan().Split(' '))
        {
            var part = parts.AsSpan(range);
            var colon = part.IndexOf(':');
            if (colon < 0 || !long.TryParse(part[(colon + 1)..], out var size) || !_blobs.Has(part[..colon], size))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What an artifact is made of.</summary>
    /// <exception cref="PlatformException">Its manifest is missing, damaged or not one of ours (exit code 1).</exception>
    public OciManifest ReadManifest(StoredArtifact artifact)
    {
        var bytes = _blobs.Read(artifact.Manifest);
        if (!OciManifest.TryParse(bytes, out var manifest, out var error))
        {
            throw NotOurs(artifact, error);
        }

        return ArtifactFormat.Of(manifest) is not null
            ? manifest
            : throw NotOurs(
                artifact,
                $"its parts are of the types {string.Join(", ", manifest.Blobs.Select(blob => blob.MediaType))}"
            );
    }

    /// <summary>
    /// The folder with an artifact's files: unpacked when it is not there yet, and checked each time. It must not be changed.
    /// </summary>
    /// <returns>Its absolute path, <c>artifacts/built/&lt;component&gt;/&lt;version&gt;-&lt;digits&gt;</c> below the root.</returns>
    /// <exception cref="PlatformException">A blob is missing or damaged, or the folder cannot be written (exit code 1).</exception>
    public string Unpack(StoredArtifact artifact)
    {
        var manifest = ReadManifest(artifact);
        var unpacker = new ArtifactUnpacker(_blobs);
        var name = $"{artifact.Version}-{artifact.Digest.Hex[..DigitsInFolderName]}";
        var folder = Path.Combine(_workspace.Built(artifact.Component), name);
        if (unpacker.Holds(manifest, folder))
        {
            return folder;
        }

        return StoreFailure.Explain(
            _workspace.Show(folder),
            () =>
            {
                AtomicFolder.Replace(folder, next => unpacker.Unpack(artifact, manifest, next));
                return folder;
            }
        );
    }

    /// <summary>Lists an artifact that is there as the newest build of its version. Another build of it stays, found by its digest alone.</summary>
    /// <exception cref="PlatformException">The store cannot be written (exit code 1).</exception>
    public void MakeNewest(StoredArtifact artifact) =>
        StoreFailure.Explain(
            _shown,
            () =>
                List(
                    StoreEntry.Of(
                        artifact.Manifest,
                        ReadManifest(artifact),
                        artifact.Component,
                        artifact.Version,
                        artifact.Record
                    ),
                    relations: null
                )
        );

    /// <summary>Writes to the index what was added since the last time. Call it at the end of a run, also of a failed one.</summary>
    /// <exception cref="PlatformException">The store cannot be written (exit code 1).</exception>
    public void Flush() =>
        StoreFailure.Explain(
            _shown,
            () =>
            {
                _index.Flush();
                return true;
            }
        );

    /// <summary>What messages call it: <c>artifacts/store</c>.</summary>
    public string Name => _shown;

    internal BlobFolder Blobs => _blobs;

    internal string Folder => _workspace.Store;

    /// <summary>A small layout beside the blobs, for what goes to other stores or comes from them.</summary>
    internal StoreLayout NewLayout() =>
        StoreFailure.Explain(
            _shown,
            () =>
            {
                Prepare();
                var folder = _blobs.Temporary();
                Directory.CreateDirectory(folder);
                return new StoreLayout(folder);
            }
        );

    /// <summary>Checks every byte of an artifact.</summary>
    /// <exception cref="PlatformException">A blob is missing or damaged (exit code 1).</exception>
    internal void Check(StoredArtifact artifact)
    {
        foreach (var blob in ReadManifest(artifact).Blobs)
        {
            _blobs.Open(blob).Dispose();
        }
    }

    /// <summary>Takes over an artifact that another program fetched, once every byte of it is checked, and lists it.</summary>
    /// <exception cref="PlatformException">What came is damaged, or the store cannot be written (exit code 1).</exception>
    internal StoredArtifact Import(StoreLayout layout, PublishedArtifact artifact, BuildRecord record) =>
        StoreFailure.Explain(
            _shown,
            () =>
            {
                var manifest = artifact.Manifest!;
                foreach (var blob in manifest.Blobs.DistinctBy(blob => blob.Digest))
                {
                    _blobs.Import(layout.Blob(blob.Digest), blob);
                }

                var descriptor = new OciDescriptor(
                    MediaTypes.Manifest,
                    artifact.Digest,
                    new FileInfo(layout.Blob(artifact.Digest)).Length
                )
                {
                    ArtifactType = manifest.ArtifactType,
                };
                _blobs.Import(layout.Blob(artifact.Digest), descriptor);
                var imported = StoreEntry.Of(descriptor, manifest, artifact.Component, artifact.Version, record);
                return List(imported, TryReadRelations(imported));
            }
        );

    /// <summary>Lists an artifact all of whose blobs are there, and of which nothing else is known.</summary>
    internal StoredArtifact List(
        OciDescriptor descriptor,
        OciManifest manifest,
        string component,
        SemVersion version,
        BuildRecord record
    ) => List(StoreEntry.Of(descriptor, manifest, component, version, record), relations: null);

    /// <summary>Lists an artifact all of whose blobs are there.</summary>
    private StoredArtifact List(StoredArtifact artifact, string? relations)
    {
        var annotations = artifact.Manifest.Annotations;
        if (relations is not null)
        {
            annotations = annotations.SetItem(AnnotationNames.Relations, relations);
        }

        var entry = _index.Add(artifact.Manifest with { Annotations = annotations });
        return artifact with { Manifest = entry, Record = BuildRecord.From(entry.Annotations) };
    }

    /// <summary>What an artifact from elsewhere asks; null when its manifest cannot be read, which is reported where it is used.</summary>
    private string? TryReadRelations(StoredArtifact artifact)
    {
        try
        {
            return RelationsText.Write(RelationsOf(artifact));
        }
        catch (PlatformException)
        {
            return null;
        }
    }

    /// <summary>Makes the store when there is none, and removes what killed runs left in it.</summary>
    internal void Prepare()
    {
        lock (_preparing)
        {
            if (_isPrepared)
            {
                return;
            }

            var layout = Path.Combine(_workspace.Store, "oci-layout");
            if (!File.Exists(layout))
            {
                AtomicFile.Write(layout, StoreLayout.LayoutFile);
            }

            _blobs.RemoveLeftovers();
            _isPrepared = true;
        }
    }

    private PlatformException NotOurs(StoredArtifact artifact, string what) =>
        new(
            ExitCode.Failed,
            $"{_workspace.Show(_blobs.PathOf(artifact.Digest))}, which is listed as {artifact.Component} {artifact.Version}, "
                + $"is not an artifact of a component: {what}. Build that version here, or raise the version."
        );
}
