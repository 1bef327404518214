using System.Collections.Immutable;
using PathToProd.Facts.Plans;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Facts.Runs;

/// <summary>What a run did: what its summary says.</summary>
public sealed record RunResult
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>The run that it went on with; null for a new one.</summary>
    public RunId? Resumes { get; init; }

    /// <summary>The target, such as <c>Deploy</c>.</summary>
    public required RunTarget Target { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The components, in the order of deployment.</summary>
    public required ImmutableArray<NodeResult> Nodes { get; init; }

    /// <summary>The groups and the whole version set among them, by name.</summary>
    public ImmutableArray<UnitResult> Units { get; init; } = [];

    /// <summary>What was done with the platform as a whole; null for a run that is about components alone.</summary>
    public PlatformResult? Platform { get; init; }

    /// <summary>Whether these are all components of the platform.</summary>
    public bool IsAll { get; init; }

    /// <summary>What a run of Plan found that a deployment would do; null for other targets.</summary>
    public EnvironmentPlan? Plan { get; init; }

    /// <summary>The file that the plan was saved in, or that a deployment applied, as messages name it; null if none.</summary>
    public string? PlanFile { get; init; }

    /// <summary>Where a fresh plan differs from the saved one, so that it was not applied; empty when that is not why.</summary>
    public ImmutableArray<PlanDifference> PlanDifferences { get; init; } = [];

    /// <summary>How it ended, of all components together.</summary>
    public required ExitCode ExitCode { get; init; }

    /// <summary>Why it did not start, so that there are no components: the whole message. Null when it started.</summary>
    public string? Error { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The chain of components that the run could not have been shorter than; null for a run of one, or in which nothing ran.</summary>
    public CriticalPath? CriticalPath { get; init; }

    /// <summary>The folder of logs and journal, relative to the root.</summary>
    public required string Logs { get; init; }

    /// <summary>The ledger, relative to the root; null when the target writes none.</summary>
    public string? Ledger { get; init; }
}
