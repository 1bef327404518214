using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>A record that a version set, or the step from one set to another, was tested: where, when, what, result.</summary>
public sealed record Evidence
{
    /// <summary>The digest of its line, which names it; none until it is written.</summary>
    public Digest Digest { get; init; } = Digest.None;

    /// <summary>The line of the file that it stands in, from 1; 0 until it is read.</summary>
    public int Line { get; init; }

    /// <summary>What was tested.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The digest of the set that was tested.</summary>
    public required Digest Set { get; init; }

    /// <summary>The components of that set, by name.</summary>
    public required ImmutableSortedDictionary<string, SetMember> Members { get; init; }

    /// <summary>
    /// The digest of the set that ran there before. For a step it is always there; for a state it is null when no whole set
    /// ran there.
    /// </summary>
    public Digest? From { get; init; }

    /// <summary>
    /// The key of the change that was validated: the digest of what the change touches, before and after, and of what tests it. Null for what
    /// was certified as a whole.
    /// </summary>
    public Digest? Change { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The Kubernetes version that was there: the server's, or for a directory the one that was rendered for.</summary>
    public required SemVersion Kubernetes { get; init; }

    /// <summary>The provider of the environment.</summary>
    public required string Provider { get; init; }

    /// <summary>The versions of the tools that deployed and tested, by name.</summary>
    public ImmutableSortedDictionary<string, string> Tools { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The tests that ran, in their order.</summary>
    public ImmutableArray<TestResult> Tests { get; init; } = [];

    /// <summary>When it began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The commit of the working copy, with <c>+changes</c> when that differs; null outside Git.</summary>
    public string? Commit { get; init; }

    /// <summary>The run that recorded it.</summary>
    public required string Run { get; init; }

    /// <summary>Who ran it.</summary>
    public required string Who { get; init; }

    /// <summary>How it ended.</summary>
    public required EvidenceOutcome Outcome { get; init; }

    /// <summary>Why it failed, in one line; null when it passed.</summary>
    public string? Error { get; init; }

    /// <summary>The version of Path to Prod that recorded it; null in lines of before it was recorded.</summary>
    public string? Product { get; init; }

    /// <summary>The SSH signature of <see cref="Digest"/>, without its armour; null when nobody signed.</summary>
    public string? Signature { get; init; }
}

/// <summary>What evidence is about.</summary>
[JsonConverter(typeof(KebabWords<EvidenceKind>))]
public enum EvidenceKind
{
    /// <summary>A set, as it runs.</summary>
    State,

    /// <summary>The step from one set to another, in that direction.</summary>
    Transition,
}

/// <summary>How a certification ended.</summary>
[JsonConverter(typeof(KebabWords<EvidenceOutcome>))]
public enum EvidenceOutcome
{
    /// <summary>All was deployed, and every blocking test passed.</summary>
    Passed,

    /// <summary>Something was not deployed, or a blocking test failed.</summary>
    Failed,

    /// <summary>It was ended from outside: nothing is known.</summary>
    Cancelled,
}
