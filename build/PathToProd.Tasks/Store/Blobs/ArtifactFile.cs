using PathToProd.Text;

namespace PathToProd.Tasks.Store.Blobs;

/// <summary>A file that goes into an artifact.</summary>
/// <param name="Path">Its path in the unpacked artifact, with forward slashes: <c>chart/values.yaml</c>.</param>
/// <param name="IsExecutable">Whether its owner may run it.</param>
/// <param name="Length">How many bytes <paramref name="Open"/> gives.</param>
/// <param name="Digest">Their digest, <c>sha256:...</c>.</param>
/// <param name="Open">Opens it; called at least once. What it gives is checked against length and digest.</param>
public sealed record ArtifactFile(string Path, bool IsExecutable, long Length, Digest Digest, Func<Stream> Open);
