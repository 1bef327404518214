using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Drift;

/// <summary>One thing that is not as it was deployed.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="What">What it is: a file, a resource, a release or an address of Terraform.</param>
public sealed record DriftFinding(DriftKind Kind, string What)
{
    /// <summary>The paths of the fields that differ; empty when it is about the whole thing.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>Who did it, as far as the target says it: field managers of Kubernetes.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>What else there is to say: a clause; null if nothing.</summary>
    public string? Note { get; init; }

    /// <inheritdoc />
    public bool Equals(DriftFinding? other) =>
        other is not null
        && (Kind, What, Note) == (other.Kind, other.What, other.Note)
        && Fields.SequenceEqual(other.Fields)
        && By.SequenceEqual(other.By);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, What, Note, Fields.Length, By.Length);
}

/// <summary>What happened to what was deployed.</summary>
[JsonConverter(typeof(KebabWords<DriftKind>))]
public enum DriftKind
{
    /// <summary>It is no longer there.</summary>
    Gone,

    /// <summary>It is there, and differs.</summary>
    Changed,

    /// <summary>It is there, and no one deployed it.</summary>
    NotDeployed,
}
