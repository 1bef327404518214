using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Facts.Ledger;

/// <summary>
/// One line of a ledger. An attempt has a line when it starts and one when it ends: an attempt on a component, and one on a group or a whole
/// version set, around those on its members.
/// </summary>
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

    /// <summary>The token of the lease that the run had of the environment; null where that is in no pool.</summary>
    public long? Lease { get; init; }

    /// <summary>
    /// The version of Path to Prod that wrote the line; null at the end of an attempt, which has that of its start, and in lines of before
    /// it was recorded.
    /// </summary>
    public string? Product { get; init; }

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

        /// <summary>The attempt on a group or a whole version set that this is a part of; null for a component by itself.</summary>
        public UnitReference? Unit { get; init; }

        /// <summary>The digest of the saved plan that it applies; null when it applies none.</summary>
        public Digest? Plan { get; init; }

        /// <summary>What it takes back, when it is a rollback; null for any other attempt.</summary>
        public RollbackReference? Rollback { get; init; }
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

    /// <summary>An attempt on a group or a whole version set starts: none of its members has been touched yet.</summary>
    public sealed record UnitStarted : LedgerEntry
    {
        /// <summary>What is being done.</summary>
        public required LedgerAction Action { get; init; }

        /// <summary>The group's name; <c>all</c> for all of a version set.</summary>
        public required string Unit { get; init; }

        /// <summary>The environment.</summary>
        public required string Environment { get; init; }

        /// <summary>The name of the version set that it is deployed from; null when it is none.</summary>
        public string? Set { get; init; }

        /// <summary>Its components, by name.</summary>
        public required ImmutableArray<UnitMember> Members { get; init; }

        /// <summary>Who runs it: user and machine, or what the CI host says.</summary>
        public required string Who { get; init; }

        /// <summary>The commit, with <c>+changes</c> when the work tree differs; null outside Git.</summary>
        public string? Commit { get; init; }

        /// <summary>What it takes back, when it is a rollback; null for any other attempt.</summary>
        public RollbackReference? Rollback { get; init; }
    }

    /// <summary>An attempt on a group or a whole version set ended.</summary>
    public sealed record UnitEnded : LedgerEntry
    {
        /// <summary>How. Succeeded means that every member did what was asked, and that their smoke tests passed with all of them there.</summary>
        public required Outcome Outcome { get; init; }

        /// <summary>How long the attempt took.</summary>
        public required TimeSpan Duration { get; init; }

        /// <summary>What became of each component, by name.</summary>
        public required ImmutableArray<UnitMemberEnd> Members { get; init; }

        /// <summary>Why it failed, in one line; null on success.</summary>
        public string? Error { get; init; }
    }
}

/// <summary>The attempt on a unit that an attempt on one of its components is a part of.</summary>
/// <param name="Name">The group's name; <c>all</c> for all of a version set.</param>
/// <param name="Attempt">The unit's attempt.</param>
public sealed record UnitReference(string Name, string Attempt);

/// <summary>A component of a unit, as it is to be there.</summary>
/// <param name="Component">The component.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">The digest of its artifact; null when that was built only later in the same run.</param>
public sealed record UnitMember(string Component, SemVersion Version, Digest? Digest);

/// <summary>What became of a component of a unit.</summary>
/// <param name="Component">The component.</param>
/// <param name="Outcome">How its part of the run ended.</param>
/// <param name="Digest">The digest of its artifact; null when there is none.</param>
public sealed record UnitMemberEnd(string Component, NodeOutcome Outcome, Digest? Digest);

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
