using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PathToProd.Text;

namespace PathToProd.Facts.VersionSets;

/// <summary>A named list of components with version and digest, meant to run together. Once pinned it never changes.</summary>
public sealed record VersionSet
{
    // By what it is of, as a field of a record would be a part of what makes two of them equal.
    private static readonly ConditionalWeakTable<ImmutableSortedDictionary<string, SetMember>, Digest> Digests = [];

    /// <summary>The set's name, such as <c>2026.11.1</c>; <c>proposed</c> for one that is not pinned.</summary>
    public required string Name { get; init; }

    /// <summary>The components, by name.</summary>
    public required ImmutableSortedDictionary<string, SetMember> Members { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Who made it.</summary>
    public string? Who { get; init; }

    /// <summary>The commit at which it was made; null outside Git.</summary>
    public string? Commit { get; init; }

    /// <summary>The name of the set or environment that it was made from; null when there was none.</summary>
    public string? From { get; init; }

    /// <summary>The digest of the set that it was made from.</summary>
    public Digest? FromDigest { get; init; }

    /// <summary>A note from its maker.</summary>
    public string? Note { get; init; }

    /// <summary>The digest of its members: what evidence is about.</summary>
    public Digest Digest => Digests.GetValue(Members, members => SetDigest.Of(members.Values));
}
