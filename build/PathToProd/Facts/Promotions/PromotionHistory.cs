using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>Everything that was decided on the path, oldest first, and what of it stands at a time.</summary>
/// <param name="Records">The records, in the order in which they were written.</param>
public sealed record PromotionHistory(ImmutableArray<PromotionRecord> Records)
{
    /// <summary>Nothing was decided yet.</summary>
    public static PromotionHistory Empty { get; } = new([]);

    /// <summary>The last promotion to an environment; null when there was none.</summary>
    public PromotionRecord.Promoted? Desired(string environment) =>
        Last<PromotionRecord.Promoted>(record => record.Environment == environment);

    /// <summary>The condemnation of a set that stands; null when there is none.</summary>
    public PromotionRecord.Condemned? Condemnation(Digest set) =>
        Last<PromotionRecord>(record =>
            record switch
            {
                PromotionRecord.Condemned condemned => condemned.Set.Digest == set,
                PromotionRecord.Released released => released.Set?.Digest == set,
                _ => false,
            }
        ) as PromotionRecord.Condemned;

    /// <summary>The hold of an environment that stands; null when there is none.</summary>
    public PromotionRecord.Held? Hold(string environment) =>
        Last<PromotionRecord>(record =>
            record switch
            {
                PromotionRecord.Held held => held.Environment == environment,
                PromotionRecord.Released released => released.Environment == environment,
                _ => false,
            }
        ) as PromotionRecord.Held;

    /// <summary>The freezes that stand at a time over some places, the one that ends last first; one without an end before all.</summary>
    /// <param name="places">The environment and its step. The whole path is always among them.</param>
    /// <param name="now">The time.</param>
    public ImmutableArray<PromotionRecord.Frozen> Freezes(IReadOnlyCollection<string> places, DateTimeOffset now)
    {
        var standing = new List<PromotionRecord.Frozen>();
        foreach (var record in Records)
        {
            switch (record)
            {
                case PromotionRecord.Frozen frozen when frozen.Place is null || places.Contains(frozen.Place):
                    standing.Add(frozen);
                    break;
                case PromotionRecord.Unfrozen { Place: var place }:
                    standing.RemoveAll(frozen => frozen.Place == place);
                    break;
            }
        }

        return
        [
            .. standing
                .Where(frozen => frozen.Until is not { } until || until > now)
                .OrderByDescending(frozen => frozen.Until ?? DateTimeOffset.MaxValue),
        ];
    }

    private T? Last<T>(Func<T, bool> counts)
        where T : PromotionRecord
    {
        for (var at = Records.Length - 1; at >= 0; at--)
        {
            if (Records[at] is T record && counts(record))
            {
                return record;
            }
        }

        return null;
    }
}
