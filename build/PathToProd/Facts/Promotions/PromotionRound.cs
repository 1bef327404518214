using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>What was said about a set and an environment for the promotion to come: what was said for an earlier one was used up by it.</summary>
internal static class PromotionRound
{
    /// <summary>The records since the set was last promoted to the environment, oldest first; all of them when it never was.</summary>
    public static IEnumerable<PromotionRecord> Of(PromotionHistory history, string environment, Digest set)
    {
        var last = history.PromotionsTo(environment).LastOrDefault(promoted => promoted.Set.Digest == set);
        var after = last is null ? 0 : history.Records.IndexOf(last) + 1;
        for (var at = after; at < history.Records.Length; at++)
        {
            yield return history.Records[at];
        }
    }
}
