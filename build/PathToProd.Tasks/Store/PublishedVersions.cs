using PathToProd.Facts.Artifacts;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store;

/// <summary>
/// What the versions of one component in a registry are, asking for as few of them as possible. A build record's tag names
/// the digest that it is about; so a list of tags alone says which artifacts there are, and a kept manifest which version
/// each is. A version is asked for when that does not say for certain what its tag leads to.
/// </summary>
/// <param name="component">The component.</param>
/// <param name="tags">All tags of its repository.</param>
/// <param name="kept">The manifests that were kept.</param>
/// <param name="ask">Asks the registry for versions; null where one is no longer there.</param>
internal sealed class PublishedVersions(
    string component,
    IReadOnlyList<string> tags,
    KeptManifests kept,
    Func<IReadOnlyList<SemVersion>, IReadOnlyList<PublishedArtifact?>> ask
)
{
    private readonly SemVersion[] _versions = [.. tags.Select(ArtifactTag.Version).OfType<SemVersion>()];
    private readonly Digest[] _digests = [.. tags.Select(ArtifactTag.DigestOfRecord).OfType<Digest>()];

    /// <summary>What is under the tags of all versions, in their order.</summary>
    public IReadOnlyList<PublishedArtifact> All()
    {
        var recorded = new Dictionary<Digest, PublishedArtifact>();
        foreach (var digest in _digests)
        {
            if (kept.Find(component, digest) is { } artifact)
            {
                recorded[digest] = artifact;
            }
        }

        var asked = new Dictionary<SemVersion, PublishedArtifact?>();
        Ask(_versions.Where(version => Certain(recorded, version) is null), asked);
        foreach (var artifact in asked.Values.OfType<PublishedArtifact>())
        {
            recorded[artifact.Digest] = artifact;
        }

        // A record of something that is not known yet may be about any version.
        if (Array.Exists(_digests, digest => !recorded.ContainsKey(digest)))
        {
            Ask(_versions.Where(version => !asked.ContainsKey(version)), asked);
        }

        return
        [
            .. _versions
                .Select(version => asked.TryGetValue(version, out var artifact) ? artifact : Certain(recorded, version))
                .OfType<PublishedArtifact>(),
        ];
    }

    private static PublishedArtifact? Certain(Dictionary<Digest, PublishedArtifact> recorded, SemVersion version) =>
        recorded.Values.Where(artifact => artifact.Version == version).Take(2).ToArray() is [var only] ? only : null;

    private void Ask(IEnumerable<SemVersion> versions, Dictionary<SemVersion, PublishedArtifact?> asked)
    {
        SemVersion[] open = [.. versions];
        foreach (var (version, artifact) in open.Zip(ask(open)))
        {
            asked[version] = artifact;
            if (artifact is { Manifest: not null })
            {
                kept.Keep(artifact);
            }
        }
    }
}
