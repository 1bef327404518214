using System.Collections.Immutable;
using PathToProd.Runs;

namespace PathToProd.Tasks.Runs;

/// <summary>A component for which there is nothing to do.</summary>
/// <param name="Digest">The digest of its artifact; null when it has none.</param>
/// <param name="Stages">The stages that would have run, each unchanged and saying why; without logs.</param>
public sealed record KnownNode(string? Digest, ImmutableArray<StageResult> Stages);
