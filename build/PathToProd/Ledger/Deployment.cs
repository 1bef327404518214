using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Versions;

namespace PathToProd.Ledger;

/// <summary>A deployment that succeeded.</summary>
public sealed record Deployment
{
    /// <summary>The component.</summary>
    public required string Component { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The version that was deployed.</summary>
    public required SemVersion Version { get; init; }

    /// <summary>The artifact's digest.</summary>
    public required string Digest { get; init; }

    /// <summary>The digest of the merged values and inputs.</summary>
    public required string Values { get; init; }

    /// <summary>What the component outputs, by name; never a sensitive one.</summary>
    public required ImmutableSortedDictionary<string, JsonNode> Outputs { get; init; }

    /// <summary>The names of the outputs that are sensitive, and so are not recorded.</summary>
    public required ImmutableArray<string> SensitiveOutputs { get; init; }

    /// <summary>What identifies the deployed thing where it is; null when nothing was recorded.</summary>
    public string? Deployed { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The run that did it.</summary>
    public required string Run { get; init; }

    /// <summary>Who ran it.</summary>
    public required string Who { get; init; }

    /// <summary>The commit it was made from; null outside Git.</summary>
    public string? Commit { get; init; }

    internal static Deployment Of(LedgerEntry.Started started, LedgerEntry.Ended ended) =>
        new()
        {
            Component = started.Component,
            Environment = started.Environment,
            Version = started.Version,
            Digest = started.Digest,
            Values = started.Values,
            Outputs = ended.Outputs,
            SensitiveOutputs = ended.SensitiveOutputs,
            Deployed = ended.Deployed,
            At = ended.At,
            Duration = ended.Duration,
            Run = started.Run,
            Who = started.Who,
            Commit = started.Commit,
        };
}
