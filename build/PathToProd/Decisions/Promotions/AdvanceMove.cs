using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Promotions;

/// <summary>What <c>Advance</c> does in one environment.</summary>
/// <param name="Environment">The environment.</param>
public abstract record AdvanceMove(string Environment)
{
    /// <summary>Nothing new may come, or nothing is new.</summary>
    /// <param name="Environment">The environment.</param>
    /// <param name="Blocked">The sets that might come and may not yet, the newest first.</param>
    /// <param name="NotBefore">When the step's pace or schedule lets the next one come; null when that is not what it waits for.</param>
    public sealed record Stays(
        string Environment,
        ImmutableArray<PromotionVerdict> Blocked,
        DateTimeOffset? NotBefore = null
    ) : AdvanceMove(Environment)
    {
        /// <summary>The times of the step's schedule that came, and at which nothing asked. Default: none.</summary>
        public ImmutableArray<DateTimeOffset> Missed { get; init; } = [];
    }

    /// <summary>A set is promoted.</summary>
    /// <param name="Verdict">The verdict, which is open.</param>
    /// <param name="Blocked">The newer sets that may not come yet, the newest first.</param>
    /// <param name="PassedOver">The older ones that never come, as this one is taken.</param>
    public sealed record Promotes(
        PromotionVerdict Verdict,
        ImmutableArray<PromotionVerdict> Blocked,
        ImmutableArray<VersionSet> PassedOver
    ) : AdvanceMove(Verdict.Question.Environment);

    /// <summary>The set that was promoted is not there yet.</summary>
    /// <param name="Environment">The environment.</param>
    /// <param name="Set">The set.</param>
    public sealed record Deploys(string Environment, VersionSet Set) : AdvanceMove(Environment);

    /// <summary>The deployment of what was promoted did not succeed, and nothing comes after it.</summary>
    /// <param name="Environment">The environment.</param>
    /// <param name="Set">The set.</param>
    /// <param name="Causes">What did not succeed.</param>
    /// <param name="RollsBack">Whether the policy says that it is rolled back and condemned, and that was not tried yet.</param>
    /// <param name="Back">The set that was good there before; null when there is none.</param>
    public sealed record Failed(
        string Environment,
        VersionSet Set,
        ImmutableArray<GateCause> Causes,
        bool RollsBack,
        VersionSet? Back
    ) : AdvanceMove(Environment);

    /// <summary>It is not known what runs there, so nothing comes.</summary>
    /// <param name="Environment">The environment.</param>
    /// <param name="Why">Why not.</param>
    public sealed record Unknown(string Environment, GateCause Why) : AdvanceMove(Environment);

    /// <summary>Something is deployed there now.</summary>
    /// <param name="Environment">The environment.</param>
    /// <param name="Attempt">What is going on.</param>
    public sealed record Waits(string Environment, Attempt Attempt) : AdvanceMove(Environment);
}
