using PathToProd.Text;

namespace PathToProd.Facts.Results;

/// <summary>A stage that passed on inputs that are known to the last byte, and so need not run on them again.</summary>
/// <param name="Component">The component.</param>
/// <param name="Stage">The stage: Build or Test.</param>
/// <param name="Key">The key of all its inputs: <c>sha256:...</c>.</param>
/// <param name="Artifact">The digest of the artifact that was made or tested.</param>
/// <param name="Run">The run in which it passed.</param>
/// <param name="At">When it passed.</param>
/// <param name="Parts">
/// The blobs of the artifact, as the store writes them down, so that a look sees whether they are all there; empty when
/// they were not written down.
/// </param>
public sealed record PassedStage(
    string Component,
    string Stage,
    Digest Key,
    Digest Artifact,
    string Run,
    DateTimeOffset At,
    string Parts = ""
);
