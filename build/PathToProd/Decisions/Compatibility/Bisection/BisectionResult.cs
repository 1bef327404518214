using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>What a bisection found.</summary>
public sealed record BisectionResult
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>The set that works.</summary>
    public required VersionSet Good { get; init; }

    /// <summary>The set that does not.</summary>
    public required VersionSet Bad { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Its Kubernetes version.</summary>
    public required SemVersion Kubernetes { get; init; }

    /// <summary>All changes from the good set to the bad one.</summary>
    public required ImmutableArray<SetChange> Changes { get; init; }

    /// <summary>All sets that were looked at, in order: the good one, the bad one, and then the mixes.</summary>
    public required ImmutableArray<BisectionStep> Steps { get; init; }

    /// <summary>How it ended.</summary>
    public required BisectionOutcome Outcome { get; init; }

    /// <summary>The changes that fail together; empty when none were found.</summary>
    public ImmutableArray<Guilt> Guilty { get; init; } = [];

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The folder of logs and journal, relative to the root.</summary>
    public required string Logs { get; init; }

    /// <summary>The file of the evidence, relative to the root.</summary>
    public required string EvidenceFile { get; init; }

    /// <summary>The smallest set that fails; null when none was found.</summary>
    public BisectionStep? Smallest =>
        Guilty.IsEmpty
            ? null
            : Steps.LastOrDefault(step =>
                step.Outcome == TrialOutcome.Failed
                && step.Changes.Select(change => change.Component)
                    .SequenceEqual(Guilty.Select(one => one.Change.Component))
            );

    /// <summary>The exit code.</summary>
    public ExitCode ExitCode =>
        Outcome switch
        {
            BisectionOutcome.Found => ExitCode.Done,
            BisectionOutcome.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };
}

/// <summary>A change without which the others do not fail.</summary>
/// <param name="Change">The change.</param>
/// <param name="Without">What came out without it.</param>
/// <param name="LeftOut">What had to be left out with it, as it cannot be had without it.</param>
public sealed record Guilt(SetChange Change, TrialOutcome Without, ImmutableArray<SetChange> LeftOut);

/// <summary>How a bisection ended.</summary>
[JsonConverter(typeof(KebabWords<BisectionOutcome>))]
public enum BisectionOutcome
{
    /// <summary>The smallest change that fails was found.</summary>
    Found,

    /// <summary>The set that should work does not.</summary>
    GoodFails,

    /// <summary>The set that should not work does.</summary>
    BadPasses,

    /// <summary>It was ended from outside.</summary>
    Cancelled,
}
