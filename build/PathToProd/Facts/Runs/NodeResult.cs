using System.Collections.Immutable;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Runs;

/// <summary>What a run did with one component.</summary>
public sealed record NodeResult
{
    /// <summary>The component.</summary>
    public required string Component { get; init; }

    /// <summary>Its version.</summary>
    public required SemVersion Version { get; init; }

    /// <summary>The artifact's digest; null when none was made.</summary>
    public Digest? Digest { get; init; }

    /// <summary>How it ended.</summary>
    public required NodeOutcome Outcome { get; init; }

    /// <summary>Why it took part although it was not asked for, or why it did not run; null for one that was asked for and ran.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ran; null when it did not.</summary>
    public RunSpan? Span { get; init; }

    /// <summary>Each task that ran, in order.</summary>
    public ImmutableArray<StageResult> Stages { get; init; } = [];

    /// <summary>The whole message of what ended it, secrets hidden; null when all went well.</summary>
    public string? Error { get; init; }

    /// <summary>The same as problems, each at its place; empty when it is something else.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>Whether what ended it is its smoke test.</summary>
    public bool HasFailedSmokeTest { get; init; }

    /// <summary>Why a run that went on took it as done, or went on with it: a clause. Null in a new run.</summary>
    public string? Resumption { get; init; }

    /// <summary>Where the rendered manifests are, relative to the root; null when there are none on this machine.</summary>
    public string? Rendered { get; init; }
}
