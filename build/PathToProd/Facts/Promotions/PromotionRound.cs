using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>What was said about a set and an environment for the promotion to come: what was said for an earlier one was used up by it.</summary>
internal static class PromotionRound
{
    /// <summary>The records since the set was last promoted to the environment, oldest first; all of them when it never was.</summary>
    public static IEnumerable<PromotionRecord> Of(PromotionHistory history, string environment, Digest set) =>
        history
            .Records.Reverse()
            .TakeWhile(record =>
                record is not PromotionRecord.Promoted promoted
                || promoted.Environment != environment
                || promoted.Set.Digest != set
            )
            .Reverse();
}
