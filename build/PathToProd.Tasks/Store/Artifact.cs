using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Store;

/// <summary>What Build made: immutable, and named by component, version and digest.</summary>
/// <param name="Component">The component's name.</param>
/// <param name="Version">The component's version.</param>
/// <param name="Digest">The digest of the content, <c>sha256:...</c>.</param>
/// <param name="Folder">The absolute path of the folder that holds the content.</param>
public sealed record Artifact(string Component, SemVersion Version, Digest Digest, string Folder);
