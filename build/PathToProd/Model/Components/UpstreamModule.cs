using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>
/// A Terraform module that others publish: Build packs it into the artifact, where the roots find it as
/// <c>../modules/&lt;name&gt;</c>.
/// </summary>
/// <param name="Name">What the component calls it: the folder below <c>modules/</c>.</param>
/// <param name="Source">
/// Where it is published: an archive (<c>https://example.com/network-{version}.tar.gz</c>), a path in a registry
/// (<c>oci://registry.example.com/modules/network</c>) or a Git repository (<see cref="GitSource"/>).
/// </param>
/// <param name="Version">Its version: the tag in a registry, and <c>{version}</c> in an address or a tag of Git.</param>
/// <param name="Folder">The folder of the archive that holds it; null for the archive's only folder, or its root.</param>
/// <param name="Digest">The SHA-256 of its archive, or of all files of the commit; null as long as no one has looked it up.</param>
public sealed record UpstreamModule(string Name, string Source, string Version, string? Folder, Digest? Digest)
{
    /// <summary>The commit of a Git repository; null elsewhere, and as long as no one has looked it up.</summary>
    public string? Commit { get; init; }
}
