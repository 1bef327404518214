using System.Collections.Immutable;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Plans;

/// <summary>What a deployment would do with one component.</summary>
public sealed record ComponentPlan
{
    /// <summary>The component.</summary>
    public required string Component { get; init; }

    /// <summary>The version that would be deployed.</summary>
    public required SemVersion Version { get; init; }

    /// <summary>The artifact that would be deployed; null when there is none yet, as its Build failed.</summary>
    public Digest? Artifact { get; init; }

    /// <summary>Each value as JSON by its path. A secret is only named, and what is not known yet is left out.</summary>
    public ImmutableSortedDictionary<string, string> Values { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The state that it was planned over.</summary>
    public required PlanBase Over { get; init; }

    /// <summary>What would change.</summary>
    public ImmutableArray<PlannedChange> Changes { get; init; } = [];

    /// <summary>The outputs that would change.</summary>
    public ImmutableArray<PlannedOutput> Outputs { get; init; } = [];

    /// <summary>What cannot be known, and why.</summary>
    public ImmutableArray<PlanUnknown> Unknown { get; init; } = [];

    /// <summary>Whether nothing is known of what would change.</summary>
    public bool IsUnknown => Unknown.Any(one => one.IsAll);

    /// <summary>Whether it is known that nothing would change.</summary>
    public bool IsEmpty => Changes.IsEmpty && Outputs.IsEmpty && Unknown.IsEmpty;
}
