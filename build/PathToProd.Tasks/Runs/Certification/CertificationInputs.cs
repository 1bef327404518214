using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>What a certification takes from elsewhere.</summary>
public sealed record CertificationInputs
{
    /// <summary>Finds an artifact by its digest, or throws what says that there is none.</summary>
    public required Func<SetMember, FoundArtifact> Find { get; init; }

    /// <summary>What was asked for beside the sets.</summary>
    public RunOptions Options { get; init; } = new();

    /// <summary>Sets with names, by which what runs in the environment is called when it is one of them.</summary>
    public ImmutableArray<VersionSet> Known { get; init; } = [];

    /// <summary>Says whether evidence is signed; null when that cannot be known.</summary>
    public Func<Evidence, SignatureState>? Signature { get; init; }

    /// <summary>The key of the change that is certified, which evidence of it names; null for a whole set.</summary>
    public Digest? Change { get; init; }

    /// <summary>The components of which it is planned what the move to the set changes, before it is made.</summary>
    public ImmutableHashSet<string> Planned { get; init; } = [];

    /// <summary>Signs the digest of a line of evidence before it is written; null when nothing is signed.</summary>
    public Func<Digest, string>? Sign { get; init; }
}
