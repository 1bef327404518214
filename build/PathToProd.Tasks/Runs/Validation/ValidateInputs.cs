using System.Collections.Immutable;
using PathToProd.Decisions.Affected;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Validation;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Runs.Certification;

namespace PathToProd.Tasks.Runs.Validation;

/// <summary>What a validation takes from elsewhere.</summary>
public sealed record ValidateInputs
{
    /// <summary>What the change is compared with, as the user or the CI system said it.</summary>
    public required string Since { get; init; }

    /// <summary>The commit that this is.</summary>
    public required string Base { get; init; }

    /// <summary>What the change touches.</summary>
    public required AffectedComponents Affected { get; init; }

    /// <summary>Which layers are tested. Default: all.</summary>
    public LayerChoice Layers { get; init; } = LayerChoice.All;

    /// <summary>All evidence.</summary>
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>How evidence is judged now.</summary>
    public required EvidenceRules Rules { get; init; }

    /// <summary>The environments whose evidence counts: the one that was asked for, or all of a pool.</summary>
    public required IReadOnlySet<string> Environments { get; init; }

    /// <summary>What the certification takes from elsewhere.</summary>
    public required CertificationInputs Certification { get; init; }

    /// <summary>Keeps the sets of base and change, so that others can name them.</summary>
    public required Action<VersionSet> Keep { get; init; }
}
