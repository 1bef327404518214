using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Ledger;

/// <summary>One line of a ledger. An attempt has a line when it starts and one when it ends.</summary>
public abstract record LedgerEntry
{
    private LedgerEntry() { }

    /// <summary>The attempt: unique, and shared by its two lines.</summary>
    public required string Attempt { get; init; }

    /// <summary>The run that made the attempt.</summary>
    public required string Run { get; init; }

    /// <summary>When the line was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The token of the lease that the run held; null where the kernel holds the lock, which needs none.</summary>
    public long? Token { get; init; }

    /// <summary>The attempt starts: nothing has been touched yet.</summary>
    public sealed record Started : LedgerEntry
    {
        /// <summary>What is being done.</summary>
        public required LedgerAction Action { get; init; }

        /// <summary>The component.</summary>
        public required string Component { get; init; }

        /// <summary>The environment, so that lines of several ledgers can be read together.</summary>
        public required string Environment { get; init; }

        /// <summary>The component's version.</summary>
        public required SemVersion Version { get; init; }

        /// <summary>The artifact's digest: <c>sha256:...</c>.</summary>
        public required Digest Digest { get; init; }

        /// <summary>The digest of the merged values and inputs: <c>sha256:...</c>.</summary>
        public required Digest Values { get; init; }

        /// <summary>Who runs it: user and machine, or what the CI host says.</summary>
        public required string Who { get; init; }

        /// <summary>The commit, with <c>+changes</c> when the work tree differs; null outside Git.</summary>
        public string? Commit { get; init; }

        /// <summary>The version set that the run named; null when it named none.</summary>
        public string? Set { get; init; }
    }

    /// <summary>The attempt ended.</summary>
    public sealed record Ended : LedgerEntry
    {
        /// <summary>How.</summary>
        public required Outcome Outcome { get; init; }

        /// <summary>How long the attempt took.</summary>
        public required TimeSpan Duration { get; init; }

        /// <summary>What the component outputs, by name; never a sensitive one.</summary>
        public ImmutableSortedDictionary<string, JsonNode> Outputs { get; init; } =
            ImmutableSortedDictionary<string, JsonNode>.Empty;

        /// <summary>The names of outputs that are null.</summary>
        public ImmutableArray<string> NullOutputs { get; init; } = [];

        /// <summary>The names of outputs that are sensitive or hold a known secret, and so are not recorded.</summary>
        public ImmutableArray<string> SensitiveOutputs { get; init; } = [];

        /// <summary>What identifies the deployed thing where it is, to see later whether it is still there; null when nothing was deployed.</summary>
        public string? Deployed { get; init; }

        /// <summary>Why it failed, in one line; null on success.</summary>
        public string? Error { get; init; }

        /// <summary>
        /// The lock on a Terraform state that the attempt removed, as its holder was known to be dead: its id, whose it was and since when;
        /// null when it removed none.
        /// </summary>
        public string? RemovedLock { get; init; }
    }
}

/// <summary>What an attempt does.</summary>
[JsonConverter(typeof(KebabWords<LedgerAction>))]
public enum LedgerAction
{
    /// <summary>Brings a component to an environment.</summary>
    Deploy,

    /// <summary>Removes it.</summary>
    Destroy,
}

/// <summary>How an attempt ended.</summary>
public enum Outcome
{
    /// <summary>It did what was asked, and its smoke tests passed.</summary>
    Succeeded,

    /// <summary>It did not; what is there now is unknown.</summary>
    Failed,

    /// <summary>The user or a signal ended it; what is there now is unknown.</summary>
    Cancelled,
}
