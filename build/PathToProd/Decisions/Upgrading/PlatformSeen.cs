using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Decisions.Upgrading;

/// <summary>What a version of Path to Prod makes of a platform.</summary>
public sealed record PlatformSeen
{
    /// <summary>The version.</summary>
    public required SemVersion Product { get; init; }

    /// <summary>What its Check reports, a line each; empty when that passes.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>What it renders, by environment and component: <c>prod/ingress.yaml</c>.</summary>
    public ImmutableSortedDictionary<string, string> Rendered { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The components that did not pass their tests, of which not all may be rendered: why, in one line.</summary>
    public ImmutableSortedDictionary<string, string> Failed { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// What evidence says of each version set and step, by what that is and where: <c>2026.11.1 in ci</c>; null when that is not known.
    /// </summary>
    public ImmutableSortedDictionary<string, SeenEvidence>? Evidence { get; init; } =
        ImmutableSortedDictionary<string, SeenEvidence>.Empty;

    /// <summary>Whether it got as far as rendering and counting evidence. Default: it did.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>What could not be found out, a sentence each.</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];
}

/// <summary>What evidence says, as a version of Path to Prod counts it.</summary>
/// <param name="State">As the matrix has it: <c>known-good</c>.</param>
/// <param name="Why">Why it is stale, a clause each; empty when it is not.</param>
public sealed record SeenEvidence(string State, ImmutableArray<string> Why);
