using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>A chart that others publish: a component refers to it, and Build packs it into the artifact.</summary>
/// <param name="Repository">
/// Where it is published: a repository with an <c>index.yaml</c> (<c>https://charts.example.com</c>), or a path in a registry
/// (<c>oci://registry.example.com/charts</c>).
/// </param>
/// <param name="Name">Its name there.</param>
/// <param name="Version">Its version as the chart writes it, such as <c>v1.21.1</c>.</param>
/// <param name="Digest">The SHA-256 of its package, the <c>.tgz</c>; null as long as no one has looked it up.</param>
public sealed record UpstreamChart(string Repository, string Name, string Version, Digest? Digest);
