using System.Collections.Immutable;
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
