using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>One line of the promotions: what was decided about a set or an environment. Lines are only ever added.</summary>
public abstract record PromotionRecord
{
    private PromotionRecord() { }

    /// <summary>What every record has.</summary>
    public required RecordHead Head { get; init; }

    /// <summary>A set was promoted: the environment should run it from now on.</summary>
    public sealed record Promoted : PromotionRecord
    {
        /// <summary>The environment.</summary>
        public required string Environment { get; init; }

        /// <summary>The set.</summary>
        public required SetReference Set { get; init; }

        /// <summary>The set that the environment should have run until then; null when it was none.</summary>
        public SetReference? From { get; init; }

        /// <summary>The policy as it was, in full; empty for a step without one.</summary>
        public required string Policy { get; init; }

        /// <summary>The causes that were accepted.</summary>
        public ImmutableArray<AcceptedCause> Accepted { get; init; } = [];

        /// <summary>Whether it goes back to what ran there before, by a rollback, for which no gate is asked. Default: false.</summary>
        public bool IsBack { get; init; }

        /// <summary>The sets that would have been next and were passed over.</summary>
        public ImmutableArray<SetReference> PassedOver { get; init; } = [];

        /// <summary>What each gate said when it was decided; empty where none was asked, and in records of earlier versions.</summary>
        public ImmutableArray<GateWord> Gates { get; init; } = [];
    }

    /// <summary>A person approved that a set is promoted to an environment.</summary>
    public sealed record Approved : PromotionRecord
    {
        /// <summary>The environment.</summary>
        public required string Environment { get; init; }

        /// <summary>The set.</summary>
        public required SetReference Set { get; init; }

        /// <summary>The digest of the policy under which it was approved.</summary>
        public required Digest Policy { get; init; }

        /// <summary>The digest of what the promotion would change there when it was approved.</summary>
        public required Digest Plan { get; init; }

        /// <summary>The commit that gives it, which its signer signed; null when a command gave it. Default: null.</summary>
        public string? Commit { get; init; }
    }

    /// <summary>Causes of closed or unknown gates are accepted, until a time.</summary>
    public sealed record Overridden : PromotionRecord
    {
        /// <summary>The environment.</summary>
        public required string Environment { get; init; }

        /// <summary>The set.</summary>
        public required SetReference Set { get; init; }

        /// <summary>The causes.</summary>
        public required ImmutableArray<AcceptedCause> Causes { get; init; }

        /// <summary>Until when.</summary>
        public required DateTimeOffset Until { get; init; }
    }

    /// <summary>Nothing is promoted to an environment, or on the whole path, until a time.</summary>
    public sealed record Frozen : PromotionRecord
    {
        /// <summary>The environment or step; null for the whole path.</summary>
        public string? Place { get; init; }

        /// <summary>Until when; null until it is ended.</summary>
        public DateTimeOffset? Until { get; init; }
    }

    /// <summary>A freeze is ended before its time.</summary>
    public sealed record Unfrozen : PromotionRecord
    {
        /// <summary>The place of the freeze; null for the whole path.</summary>
        public string? Place { get; init; }
    }

    /// <summary>An environment stays at what it has, until it is released.</summary>
    public sealed record Held : PromotionRecord
    {
        /// <summary>The environment.</summary>
        public required string Environment { get; init; }
    }

    /// <summary>A set goes no further, and stays where it runs.</summary>
    public sealed record Condemned : PromotionRecord
    {
        /// <summary>The set.</summary>
        public required SetReference Set { get; init; }
    }

    /// <summary>A hold or a condemnation is undone: exactly one of the two is given.</summary>
    public sealed record Released : PromotionRecord
    {
        /// <summary>The environment that was held; null when a set is released.</summary>
        public string? Environment { get; init; }

        /// <summary>The set that was condemned; null when an environment is released.</summary>
        public SetReference? Set { get; init; }
    }

    /// <summary>A deployment of a set that was not promoted was let in, as every cause against it was accepted.</summary>
    public sealed record Admitted : PromotionRecord
    {
        /// <summary>The environment.</summary>
        public required string Environment { get; init; }

        /// <summary>The set.</summary>
        public required SetReference Set { get; init; }

        /// <summary>The causes that were accepted.</summary>
        public required ImmutableArray<AcceptedCause> Accepted { get; init; }
    }

    /// <summary>People were told that a set is about to be promoted.</summary>
    public sealed record Announced : PromotionRecord
    {
        /// <summary>The environment.</summary>
        public required string Environment { get; init; }

        /// <summary>The set.</summary>
        public required SetReference Set { get; init; }
    }

    /// <summary>A set was replaced in an environment before it was known whether it is good there.</summary>
    public sealed record Unverified : PromotionRecord
    {
        /// <summary>The environment.</summary>
        public required string Environment { get; init; }

        /// <summary>The set that was replaced.</summary>
        public required SetReference Set { get; init; }
    }

    /// <summary>
    /// Advance came at a time of the schedules of some environments for which sets waited, and promoted nothing there. Without it, nothing tells such
    /// a time from one at which no Advance ran.
    /// </summary>
    public sealed record Asked : PromotionRecord
    {
        /// <summary>The environments.</summary>
        public required ImmutableArray<string> Environments { get; init; }
    }
}

/// <summary>What every record of the promotions has.</summary>
/// <param name="Id">The record's own id, unique.</param>
/// <param name="At">When it was written.</param>
/// <param name="Who">Who decided it: user and machine, or what the CI host says.</param>
/// <param name="Reason">Why; null where none was given or is needed.</param>
/// <param name="Signature">The signature over the rest of the record; null when it is not signed.</param>
/// <param name="Product">The version of Path to Prod that wrote it; null in records of before it was recorded, and in commits.</param>
public sealed record RecordHead(
    string Id,
    DateTimeOffset At,
    string Who,
    string? Reason = null,
    string? Signature = null,
    string? Product = null
);

/// <summary>A set as records name it: by what it holds, and what it was called.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">The digest of its members.</param>
public sealed record SetReference(string Name, Digest Digest);

/// <summary>A cause that was accepted.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="About">What the cause is about.</param>
/// <param name="WasUnknown">Whether it was accepted as one of which nothing was known; that does not accept that it is closed.</param>
public sealed record AcceptedCause(string Gate, string About, bool WasUnknown);

/// <summary>What a gate said when a promotion was decided.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="State"><c>open</c>; <c>closed</c> or <c>unknown</c> for one that only informs, or whose causes were accepted.</param>
/// <param name="Says">What held, or why it was not open.</param>
public sealed record GateWord(string Gate, string State, string Says);
