using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>A file of a component's sources.</summary>
/// <param name="Path">Its path in the component's folder, with forward slashes.</param>
/// <param name="FullPath">Where it really is: for a link, what it leads to.</param>
/// <param name="Digest">The digest, <c>sha256:...</c>, of the content as it counts (see <see cref="SourceContent"/>).</param>
/// <param name="Length">The bytes of the content as it counts.</param>
/// <param name="IsExecutable">Whether its owner may execute it; never on Windows.</param>
public sealed record SourceFile(string Path, string FullPath, Digest Digest, long Length, bool IsExecutable);
