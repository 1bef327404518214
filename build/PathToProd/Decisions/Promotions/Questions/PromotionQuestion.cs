using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Questions;

/// <summary>May a set be promoted to an environment, given all that is known?</summary>
public sealed record PromotionQuestion
{
    // Many gates of many steps ask about the same environments.
    private static readonly ConditionalWeakTable<DeploymentHistory, LedgerState> States = [];

    /// <summary>The path.</summary>
    public required PromotionPath Path { get; init; }

    /// <summary>The step.</summary>
    public required PromotionStep Step { get; init; }

    /// <summary>The environment: one of the step's.</summary>
    public required string Environment { get; init; }

    /// <summary>The set.</summary>
    public required VersionSet Set { get; init; }

    /// <summary>What the ledgers of the environments say, by environment; one that could not be read is missing.</summary>
    public required ImmutableDictionary<string, DeploymentHistory> Histories { get; init; }

    /// <summary>Why a ledger could not be read, by environment.</summary>
    public ImmutableDictionary<string, string> Unread { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What was promoted, approved, frozen, held and condemned so far.</summary>
    public required PromotionHistory Promotions { get; init; }

    /// <summary>The records of the promotions that could not be read.</summary>
    public ImmutableArray<Problem> UnreadRecords { get; init; } = [];

    /// <summary>The pinned sets, oldest first.</summary>
    public required ImmutableArray<VersionSet> Sets { get; init; }

    /// <summary>What evidence says.</summary>
    public required LatestVerdicts Verdicts { get; init; }

    /// <summary>What was looked up outside.</summary>
    public LookAnswers Answers { get; init; } = LookAnswers.None;

    /// <summary>The digest of what the promotion would change: what runs there now, and the set. Approvals are bound to it.</summary>
    public Digest Plan => PromotionPlan.DigestOf(this);

    /// <summary>Whether all but step, environment and set is the same as in another question: the same objects, not their like.</summary>
    public bool IsOverTheFactsOf(PromotionQuestion other) =>
        other with { Step = Step, Environment = Environment, Set = Set } == this;

    /// <summary>What an environment's ledger says now.</summary>
    public LedgerState State(string environment) => States.GetValue(Histories[environment], LedgerState.From);

    /// <summary>The cause that an environment's ledger could not be read; null when it was.</summary>
    public GateCause? NotRead(string environment) =>
        Histories.ContainsKey(environment)
            ? null
            : new GateCause
            {
                Kind = CauseKind.Unknown,
                About = $"the ledger of {environment}",
                Because =
                    $"the ledger of {environment} could not be read: {Unread.GetValueOrDefault(environment, "it was not asked")}",
                Lift = $"make it readable, and look with ./build.sh --target=Status --environment={environment}",
            };

    /// <summary>The current time.</summary>
    public required DateTimeOffset Now { get; init; }
}
