using System.Collections.Immutable;

namespace PathToProd.Facts.VersionSets.Changes;

/// <summary>What lies between a component in one version set and in another.</summary>
/// <param name="Change">How it differs.</param>
public sealed record SetChangeHistory(SetChange Change)
{
    /// <summary>The commits that touch the component between its two builds, the newest first; those that are taken back for a downgrade.</summary>
    public ImmutableArray<ComponentCommit> Commits { get; init; } = [];

    /// <summary>How many more commits there are than <see cref="Commits"/> shows.</summary>
    public int MoreCommits { get; init; }

    /// <summary>Why nothing is known about commits; null when it is known, and where there is nothing between.</summary>
    public string? NoCommits { get; init; }

    /// <summary>What the component's changelog says about the versions between, the newest first.</summary>
    public ImmutableArray<ChangelogSection> Changelog { get; init; } = [];
}

/// <summary>A commit that touches a component.</summary>
/// <param name="Id">Its whole id.</param>
/// <param name="Subject">The first line of its message.</param>
public sealed record ComponentCommit(string Id, string Subject);
