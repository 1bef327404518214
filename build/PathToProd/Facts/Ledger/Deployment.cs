using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Ledger;

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
    public required Digest Digest { get; init; }

    /// <summary>The digest of the merged values and inputs.</summary>
    public required Digest Values { get; init; }

    /// <summary>What the component outputs, by name; never a sensitive one.</summary>
    public required ImmutableSortedDictionary<string, JsonNode> Outputs { get; init; }

    /// <summary>The names of the outputs that are null.</summary>
    public ImmutableArray<string> NullOutputs { get; init; } = [];

    /// <summary>The outputs that earlier deployments had and this one has not, each with the last version that had it.</summary>
    public ImmutableSortedDictionary<string, SemVersion> FormerOutputs { get; init; } =
        ImmutableSortedDictionary<string, SemVersion>.Empty;

    /// <summary>The names of the outputs that are sensitive or hold a known secret, and so are not recorded.</summary>
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

    /// <summary>The version set that the run named; null when it named none.</summary>
    public string? Set { get; init; }

    /// <summary>The names of all outputs, whether their values are recorded or not.</summary>
    private IEnumerable<string> AllOutputs => Outputs.Keys.Concat(NullOutputs).Concat(SensitiveOutputs);

    internal static Deployment Of(LedgerEntry.Started started, LedgerEntry.Ended ended, Deployment? before)
    {
        var deployment = new Deployment
        {
            Component = started.Component,
            Environment = started.Environment,
            Version = started.Version,
            Digest = started.Digest,
            Values = started.Values,
            Outputs = ended.Outputs,
            NullOutputs = ended.NullOutputs,
            SensitiveOutputs = ended.SensitiveOutputs,
            Deployed = ended.Deployed,
            At = ended.At,
            Duration = ended.Duration,
            Run = started.Run,
            Who = started.Who,
            Commit = started.Commit,
            Set = started.Set,
        };
        return before is null ? deployment : deployment with { FormerOutputs = deployment.FormerlyOf(before) };
    }

    private ImmutableSortedDictionary<string, SemVersion> FormerlyOf(Deployment before) =>
        before
            .FormerOutputs.SetItems(before.AllOutputs.Select(name => KeyValuePair.Create(name, before.Version)))
            .RemoveRange(AllOutputs);
}
