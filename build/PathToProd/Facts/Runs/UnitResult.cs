using System.Collections.Immutable;

namespace PathToProd.Facts.Runs;

/// <summary>What a run did with a group or a whole version set.</summary>
public sealed record UnitResult
{
    /// <summary>The group's name; <c>all</c> for all of a version set.</summary>
    public required string Name { get; init; }

    /// <summary>As people read it: <c>edge (external-dns and ingress)</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Its components, by name.</summary>
    public required ImmutableArray<string> Members { get; init; }

    /// <summary>The version set that it was deployed from; null when it is none.</summary>
    public string? Set { get; init; }

    /// <summary>How it ended as a whole.</summary>
    public required NodeOutcome Outcome { get; init; }

    /// <summary>Why it was verified and recorded, or why it ended as it did: a clause; null when nothing has to be said.</summary>
    public string? Reason { get; init; }
}
