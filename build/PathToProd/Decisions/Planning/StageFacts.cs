using PathToProd.Facts.Results;
using PathToProd.Facts.Sources;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>What is known of Build or Test of a component: before a run, and again when the stage's turn comes.</summary>
public sealed record StageFacts
{
    /// <summary>Build or Test.</summary>
    public required Stage Stage { get; init; }

    /// <summary>All that its result depends on.</summary>
    public required InputDigests Inputs { get; init; }

    /// <summary>Its result for exactly these inputs; null when there is none.</summary>
    public PassedStage? Same { get; init; }

    /// <summary>Whether the store still has the artifact of <see cref="Same"/>. Test makes none, so for it this is ignored.</summary>
    public bool IsInStore { get; init; }

    /// <summary>The artifact of the same content that an earlier run built; null when none did, or that is not known yet.</summary>
    public BuiltArtifact? SameContent { get; init; }

    /// <summary>The digest of the artifact that was made before; null when it is not known yet.</summary>
    public Digest? Artifact => Same?.Artifact ?? SameContent?.Digest;

    /// <summary>Its last result, whatever the inputs were; null when there is none, or it was not looked up.</summary>
    public PassedStage? Last { get; init; }

    /// <summary>The inputs of <see cref="Last"/>; null when they were not kept, or not looked up.</summary>
    public InputDigests? LastInputs { get; init; }

    /// <summary>Tools whose version counts and that are not installed yet, so that <see cref="Inputs"/> lack them.</summary>
    public IReadOnlyList<string> MissingTools { get; init; } = [];

    /// <summary>Whether other pipelines share results that were not asked for.</summary>
    public bool HasUnaskedResults { get; init; }
}

/// <summary>An artifact, and the run that built it.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="Run">The run.</param>
public sealed record BuiltArtifact(Digest Digest, string Run);
