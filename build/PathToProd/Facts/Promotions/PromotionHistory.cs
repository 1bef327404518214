using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>Everything that was decided on the path, oldest first, and what of it stands at a time.</summary>
/// <param name="records">The records, in the order in which they were written.</param>
public sealed class PromotionHistory(ImmutableArray<PromotionRecord> records)
{
    // Each gate of each environment asks, and the records of years are many.
    private readonly Lazy<Standing> _standing = new(() => new Standing(records));

    /// <summary>Nothing was decided yet.</summary>
    public static PromotionHistory Empty { get; } = new([]);

    /// <summary>The records, in the order in which they were written.</summary>
    public ImmutableArray<PromotionRecord> Records => records;

    /// <summary>The last promotion to an environment; null when there was none.</summary>
    public PromotionRecord.Promoted? Desired(string environment) =>
        _standing.Value.Desired.GetValueOrDefault(environment);

    /// <summary>The promotions to an environment, in the order in which they were written.</summary>
    public IEnumerable<PromotionRecord.Promoted> PromotionsTo(string environment) =>
        _standing.Value.Promotions.GetValueOrDefault(environment) ?? [];

    /// <summary>The condemnation of a set that stands; null when there is none.</summary>
    public PromotionRecord.Condemned? Condemnation(Digest set) =>
        _standing.Value.Condemned.GetValueOrDefault(set) as PromotionRecord.Condemned;

    /// <summary>Whether a promotion was made by the approval that a commit gives for an environment: it counts once.</summary>
    public bool IsUsed(string commit, string environment) => _standing.Value.Used.Contains((commit, environment));

    /// <summary>The hold of an environment that stands; null when there is none.</summary>
    public PromotionRecord.Held? Hold(string environment) =>
        _standing.Value.Held.GetValueOrDefault(environment) as PromotionRecord.Held;

    /// <summary>The freezes that stand at a time over some places, the one that ends last first; one without an end before all.</summary>
    /// <param name="places">The environment and its step. The whole path is always among them.</param>
    /// <param name="now">The time.</param>
    public ImmutableArray<PromotionRecord.Frozen> Freezes(IReadOnlyCollection<string> places, DateTimeOffset now) =>
        [
            .. _standing
                .Value.Frozen.Where(frozen => frozen.Place is null || places.Contains(frozen.Place))
                .Where(frozen => frozen.Until is not { } until || until > now)
                .OrderByDescending(frozen => frozen.Until ?? DateTimeOffset.MaxValue),
        ];

    /// <summary>The last word on each environment and set.</summary>
    private sealed class Standing
    {
        public Standing(ImmutableArray<PromotionRecord> records)
        {
            foreach (var record in records)
            {
                Take(record);
            }
        }

        public Dictionary<string, PromotionRecord.Promoted> Desired { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, List<PromotionRecord.Promoted>> Promotions { get; } = new(StringComparer.Ordinal);

        public Dictionary<Digest, PromotionRecord> Condemned { get; } = [];

        public Dictionary<string, PromotionRecord> Held { get; } = new(StringComparer.Ordinal);

        public HashSet<(string Commit, string Environment)> Used { get; } = [];

        public List<PromotionRecord.Frozen> Frozen { get; } = [];

        private void Take(PromotionRecord record)
        {
            switch (record)
            {
                case PromotionRecord.Promoted promoted:
                    Desired[promoted.Environment] = promoted;
                    if (!Promotions.TryGetValue(promoted.Environment, out var all))
                    {
                        Promotions.Add(promoted.Environment, all = []);
                    }

                    all.Add(promoted);
                    break;
                case PromotionRecord.Approved { Commit: { } commit } approved:
                    Used.Add((commit, approved.Environment));
                    break;
                case PromotionRecord.Condemned condemned:
                    Condemned[condemned.Set.Digest] = condemned;
                    break;
                case PromotionRecord.Held held:
                    Held[held.Environment] = held;
                    break;
                case PromotionRecord.Frozen frozen:
                    Frozen.Add(frozen);
                    break;
                case PromotionRecord.Unfrozen { Place: var place }:
                    Frozen.RemoveAll(frozen => frozen.Place == place);
                    break;
                case PromotionRecord.Released { Set: { } set }:
                    Condemned[set.Digest] = record;
                    break;
                case PromotionRecord.Released { Environment: { } environment }:
                    Held[environment] = record;
                    break;
            }
        }
    }
}
