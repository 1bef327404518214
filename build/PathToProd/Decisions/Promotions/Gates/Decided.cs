using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Who decided something, when and why, as the end of a clause.</summary>
internal static class Decided
{
    /// <summary>Writes <c>alice@laptop since 2026-12-20 08:00:00 UTC: Year end</c>.</summary>
    public static string By(PromotionRecord record) =>
        $"{record.Head.Who} since {Moment.Text(record.Head.At)}"
        + (record.Head.Reason is { } reason ? $": {reason}" : "");
}
