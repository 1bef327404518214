using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Text;
using Cake.Core;
using Cake.Skopeo;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Stores;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Tasks.Tools;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store;

/// <summary>
/// The artifacts in a registry, over Skopeo, which finds credentials where its users keep them. A registry that does not
/// answer is asked once: all further questions fail at once with the same message.
/// </summary>
public sealed class RegistryStore
{
    private const int QuestionsAtOnce = 8;

    private static readonly string[] NoAnswer =
    [
        "pinging container registry",
        "deadline exceeded",
        "connection refused",
        "no such host",
    ];

    private readonly ArtifactStore _local;
    private readonly Lazy<ICakeContext> _context;
    private PlatformException? _down;

    /// <summary>The registry's artifacts.</summary>
    /// <param name="local">Where they come from and go to.</param>
    /// <param name="address">The registry, and the path below which each component has a repository.</param>
    /// <param name="tools">Finds Skopeo when it is first needed.</param>
    /// <param name="scope">What its processes have in common.</param>
    public RegistryStore(ArtifactStore local, StoreAddress address, Toolbox tools, ProcessScope scope)
        : this(local, address, new Lazy<ICakeContext>(() => new ToolContext(scope, [tools.Get("skopeo")]))) { }

    internal RegistryStore(ArtifactStore local, StoreAddress address, Lazy<ICakeContext> context)
    {
        (_local, _context) = (local, context);
        Address = address;
    }

    /// <summary>The registry, and the path below which each component has a repository.</summary>
    public StoreAddress Address { get; }

    /// <summary>How long a question may take; copying may take as long as it likes. Default: 15 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The manifests that were seen before; null keeps none. Default: null.</summary>
    public KeptManifests? Kept { get; init; }

    /// <summary>Null means that Skopeo's own rule holds. Only on its own machine does a registry need no certificate.</summary>
    private bool? TlsVerify => Address.IsLoopback ? false : null;

    /// <summary>The versions of a component that the registry has, in no order.</summary>
    /// <exception cref="PlatformException">The registry cannot be asked (exit code 1).</exception>
    public IReadOnlyList<SemVersion> Versions(string component) =>
        [.. Tags(component).Select(ArtifactTag.Version).OfType<SemVersion>()];

    /// <summary>All versions of a component, each with its build record.</summary>
    /// <exception cref="PlatformException">The registry cannot be asked (exit code 1).</exception>
    public IReadOnlyList<CatalogueEntry> List(string component)
    {
        var tags = Tags(component).ToHashSet(StringComparer.Ordinal);
        var entries =
            from version in tags.Select(ArtifactTag.Version).OfType<SemVersion>()
            let artifact = Find(component, version)
            where artifact is not null
            let record = tags.Contains(ArtifactTag.OfRecord(artifact.Digest)) ? Record(artifact) : BuildRecord.Unknown
            select new CatalogueEntry(component, version, artifact.Digest, record.Commit, record.Created, artifact.Size)
            {
                Relations = artifact.Relations,
            };
        return [.. entries];
    }

    /// <summary>
    /// All versions of a component with what each asks of its surroundings, and without build records. With
    /// <see cref="Kept"/> manifests only those are asked for that are not known: a question for each.
    /// </summary>
    /// <exception cref="PlatformException">The registry cannot be asked (exit code 1).</exception>
    public IReadOnlyList<PublishedArtifact> Artifacts(string component)
    {
        var found = Kept is { } kept
            ? new PublishedVersions(component, Tags(component), kept, versions => Find(component, versions)).All()
            : [.. Find(component, Versions(component)).OfType<PublishedArtifact>()];
        return [.. found.Where(artifact => artifact.Manifest is not null)];
    }

    /// <summary>What the registry has under a version's tag; null when there is nothing.</summary>
    /// <exception cref="PlatformException">The registry cannot be asked (exit code 1).</exception>
    public PublishedArtifact? Find(string component, SemVersion version) =>
        Manifest(component, ArtifactTag.Of(version)) is { } text
            ? new PublishedArtifact(component, version, text)
            : null;

    /// <summary>The same of several versions, several questions at once.</summary>
    private PublishedArtifact?[] Find(string component, IReadOnlyList<SemVersion> versions)
    {
        var found = new PublishedArtifact?[versions.Count];
        try
        {
            var few = new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce };
            Parallel.For(0, versions.Count, few, at => found[at] = Find(component, versions[at]));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return found;
    }

    /// <summary>Copies a version from the registry into the local store, with its build record, and checks all of it.</summary>
    /// <returns>Null when the registry does not have that version.</returns>
    /// <exception cref="PlatformException">The registry cannot be asked, or what it has is not ours or damaged (exit code 1).</exception>
    public StoredArtifact? Fetch(string component, SemVersion version)
    {
        if (Find(component, version) is not { } artifact)
        {
            return null;
        }

        if (artifact.Manifest is null)
        {
            throw NotOurs(component, version, artifact.Wrong!);
        }

        if (_local.Find(artifact.Digest) is { } known && _local.IsWhole(known))
        {
            return known;
        }

        using var layout = _local.NewLayout();
        Copy($"docker://{Address.Repository(component)}@{artifact.Digest}", layout.Reference, layout, new());
        var imported = _local.Import(layout, artifact, Record(artifact));

        // Targets that run nothing write no listing at their end, and what is not listed is fetched again.
        _local.Flush();
        return imported;
    }

    /// <summary>Refuses a version that is published with another digest.</summary>
    /// <returns>Whether exactly this artifact is published already.</returns>
    /// <exception cref="PlatformException">Another artifact has that version (exit code 3), or the registry cannot be asked (1).</exception>
    public bool IsPublished(StoredArtifact artifact)
    {
        var there = Find(artifact.Component, artifact.Version);
        return there is null ? false
            : there.Digest == artifact.Digest ? true
            : throw new PlatformException(
                ExitCode.Refused,
                $"{artifact.Component} {artifact.Version} is already published as {there.Digest}; raise the version. "
                    + $"What is built here is {artifact.Digest}."
            );
    }

    /// <summary>
    /// Copies an artifact and its build record to the registry. The record goes first, so that no version is ever there
    /// without one.
    /// </summary>
    /// <exception cref="PlatformException">
    /// Another artifact has that version (exit code 3), or the artifact is damaged, or the registry refused it (1).
    /// </exception>
    public Publication Publish(StoredArtifact artifact)
    {
        var isPublished = IsPublished(artifact);
        PublishRecord(artifact);
        if (isPublished)
        {
            return Publication.Unchanged;
        }

        _local.Check(artifact);
        using (var layout = _local.NewLayout())
        {
            layout.Write(artifact.Manifest with { Annotations = OciDescriptor.NoAnnotations });
            Copy(
                layout.Reference,
                Image(artifact.Component, ArtifactTag.Of(artifact.Version)),
                layout,
                new SkopeoCopySettings { SourceSharedBlobs = Path.Combine(_local.Folder, "blobs") }
            );
        }

        return IsPublished(artifact)
            ? Publication.Published
            : throw new PlatformException(
                ExitCode.Failed,
                $"{Address} took {artifact.Component} {artifact.Version} but does not have it. Publish it again."
            );
    }

    /// <summary>The build record of an artifact, by its digest.</summary>
    /// <exception cref="PlatformException">The registry cannot be asked (exit code 1).</exception>
    public BuildRecord RecordOf(string component, Digest digest) =>
        FindNote(component, ArtifactTag.OfRecord(digest)) is { } note ? BuildRecord.From(note) : BuildRecord.Unknown;

    /// <summary>The annotations of a note in a component's repository; null when there is none under that tag.</summary>
    /// <exception cref="PlatformException">The registry cannot be asked (exit code 1).</exception>
    internal ImmutableSortedDictionary<string, string>? FindNote(string component, string tag) =>
        Manifest(component, tag) is { } text
        && OciManifest.TryParse(Encoding.UTF8.GetBytes(text), out var manifest, out _)
            ? manifest.Annotations
            : null;

    /// <summary>Puts a note, which is nothing but annotations, under a tag in a component's repository.</summary>
    /// <exception cref="PlatformException">The registry cannot be reached, or refused it (exit code 1).</exception>
    internal void PutNote(
        string component,
        string tag,
        string type,
        ImmutableSortedDictionary<string, string> annotations,
        OciDescriptor? subject = null
    )
    {
        using var layout = _local.NewLayout();
        var empty = layout.Write(MediaTypes.Empty, "{}"u8.ToArray());
        var manifest = new OciManifest
        {
            ArtifactType = type,
            Config = empty,
            Layers = [empty],
            Subject = subject,
            Annotations = annotations,
        };
        layout.Write(layout.Write(MediaTypes.Manifest, manifest.ToBytes()));
        Copy(layout.Reference, Image(component, tag), layout, new());
    }

    private void PublishRecord(StoredArtifact artifact)
    {
        var tag = ArtifactTag.OfRecord(artifact.Digest);
        if (artifact.Record != BuildRecord.Unknown && Manifest(artifact.Component, tag) is null)
        {
            var subject = new OciDescriptor(MediaTypes.Manifest, artifact.Digest, artifact.Manifest.Size);
            PutNote(artifact.Component, tag, MediaTypes.BuildRecord, artifact.Record.ToAnnotations(), subject);
        }
    }

    private BuildRecord Record(PublishedArtifact artifact) => RecordOf(artifact.Component, artifact.Digest);

    private IReadOnlyList<string> Tags(string component) =>
        Ask(context =>
            context.SkopeoListTags(
                $"docker://{Address.Repository(component)}",
                new() { TlsVerify = TlsVerify, CommandTimeout = Patience }
            )
        );

    private string? Manifest(string component, string tag) =>
        Ask(context =>
            context.SkopeoInspect(Image(component, tag), new() { TlsVerify = TlsVerify, CommandTimeout = Patience })
        );

    private string Image(string component, string tag) => $"docker://{Address.Repository(component)}:{tag}";

    private void Copy(string source, string destination, StoreLayout layout, SkopeoCopySettings settings)
    {
        settings.PreserveDigests = true;
        settings.Quiet = true;
        settings.SourceTlsVerify = TlsVerify;
        settings.DestinationTlsVerify = TlsVerify;
        settings.WorkingDirectory = layout.Parent;
        Ask(context =>
        {
            context.SkopeoCopy(source, destination, settings);
            return true;
        });
    }

    private T Ask<T>(Func<ICakeContext, T> question)
    {
        if (_down is { } down)
        {
            throw new PlatformException(down.ExitCode, down.Message, down);
        }

        try
        {
            return question(_context.Value);
        }
        catch (PlatformException exception)
            when (NoAnswer.Any(phrase => exception.Message.Contains(phrase, StringComparison.Ordinal)))
        {
            _down = exception;
            throw;
        }
    }

    private PlatformException NotOurs(string component, SemVersion version, string what) =>
        new(
            ExitCode.Failed,
            $"{Address.Repository(component)}:{ArtifactTag.Of(version)} is not an artifact of {component} {version}: {what}. "
                + "Remove that tag from the registry, or set store in platform.yaml to another path."
        );
}
