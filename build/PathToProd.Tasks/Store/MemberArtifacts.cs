using PathToProd.Facts.Artifacts;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;

namespace PathToProd.Tasks.Store;

/// <summary>The artifacts of version sets, by their digests: of this checkout's store, else of the registry.</summary>
/// <param name="local">The checkout's store.</param>
/// <param name="registry">The registry; null when there is none.</param>
public sealed class MemberArtifacts(ArtifactStore local, RegistryStore? registry)
{
    /// <summary>The artifact of a member, fetched when only the registry has it.</summary>
    /// <exception cref="PlatformException">
    /// No store has exactly that artifact (exit code 2), or the registry does not answer (1).
    /// </exception>
    public StoredArtifact Get(SetMember member) =>
        Local(member)
        ?? (Published(member) is null ? null : registry!.Fetch(member.Component, member.Version))
        ?? throw new PlatformException([Missing(member)!]);

    /// <summary>What a member's version asks of its surroundings; null when no store has the artifact. Nothing is fetched unless it must be.</summary>
    /// <exception cref="PlatformException">The registry does not answer (exit code 1).</exception>
    public ComponentRelations? RelationsOf(SetMember member) =>
        Local(member) is { } here ? local.RelationsOf(here)
        : Published(member) is { } there ? there.Relations ?? local.RelationsOf(Get(member))
        : null;

    /// <summary>Who made a member's artifact; unknown where no one recorded it, and when no store has it.</summary>
    /// <exception cref="PlatformException">The registry does not answer (exit code 1).</exception>
    public BuildRecord RecordOf(SetMember member) =>
        local.Find(member.Digest)?.Record ?? registry?.RecordOf(member.Component, member.Digest) ?? BuildRecord.Unknown;

    /// <summary>Why a member cannot be deployed; null when a store has its artifact.</summary>
    /// <exception cref="PlatformException">The registry does not answer (exit code 1).</exception>
    public Problem? Missing(SetMember member)
    {
        if (Local(member) is not null || Published(member) is not null)
        {
            return null;
        }

        string[] places = registry is null ? [local.Name] : [local.Name, registry.Address.ToString()];
        Digest?[] others =
        [
            local.Find(member.Component, member.Version)?.Digest,
            registry?.Find(member.Component, member.Version)?.Digest,
        ];
        var instead = others
            .OfType<Digest>()
            .Where(digest => digest != member.Digest)
            .Distinct()
            .Select(digest => digest.ShortText)
            .ToArray();
        return new Problem(
            null,
            $"{member.Component} {member.Version} ({member.Digest.ShortText}) is not in {Prose.List(places, "or")}"
                + (instead.Length == 0 ? "" : $", which has that version as {Prose.List(instead, "and as")}"),
            registry is null
                ? "set store in platform.yaml to the registry that it was published to"
                : $"publish it from where it was built: ./build.sh --target=Publish --component={member.Component}"
        );
    }

    private StoredArtifact? Local(SetMember member) =>
        local.Find(member.Digest) is { } artifact
        && artifact.Component == member.Component
        && artifact.Version == member.Version
        && local.IsWhole(artifact)
            ? artifact
            : null;

    private PublishedArtifact? Published(SetMember member) =>
        registry?.Find(member.Component, member.Version) is { Manifest: not null } published
        && published.Digest == member.Digest
            ? published
            : null;
}
