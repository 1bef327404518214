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

    /// <summary>When Advance came to an environment at a time of its schedule and promoted nothing, in the order in which that was written.</summary>
    public IEnumerable<DateTimeOffset> AskedIn(string environment) =>
        _standing.Value.Asked.GetValueOrDefault(environment) ?? [];

    /// <summary>The condemnation of a set that stands; null when there is none.</summary>
    public PromotionRecord.Condemned? Condemnation(Digest set) =>
        _standing.Value.Condemned.GetValueOrDefault(set) as PromotionRecord.Condemned;

    /// <summary>Whether a promotion was made by the approval that a commit gives for an environment: it counts once.</summary>
    public bool IsUsed(string commit, string environment) => _standing.Value.Used.Contains((commit, environment));

    /// <summary>The hold of an environment that stands; null when there is none.</summary>
    public PromotionRecord.Held? Hold(string environment) =>
        _standing.Value.Held.GetValueOrDefault(environment) as PromotionRecord.Held;

    /// <summary>The records about an environment, oldest first: its own, those of its step and of the whole path, and those about sets.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="step">Its step.</param>
    public IEnumerable<PromotionRecord> About(string environment, string step) =>
        records.Where(record =>
            IsOf(record, environment) || (IsOfSeveral(record) && IsOfPlace(record, environment, step))
        );

    /// <summary>The records about one environment alone, oldest first.</summary>
    public IEnumerable<PromotionRecord> Of(string environment) => records.Where(record => IsOf(record, environment));

    /// <summary>The records about sets, a step or the whole path, oldest first.</summary>
    /// <param name="environments">The environments of the path: what names one of them is about that one alone.</param>
    public IEnumerable<PromotionRecord> OfPath(IReadOnlyCollection<string> environments) =>
        records.Where(record => IsOfSeveral(record) && !environments.Any(environment => IsOf(record, environment)));

    private static bool IsOf(PromotionRecord record, string environment) =>
        record switch
        {
            PromotionRecord.Promoted one => one.Environment == environment,
            PromotionRecord.Approved one => one.Environment == environment,
            PromotionRecord.Overridden one => one.Environment == environment,
            PromotionRecord.Frozen one => one.Place == environment,
            PromotionRecord.Unfrozen one => one.Place == environment,
            PromotionRecord.Held one => one.Environment == environment,
            PromotionRecord.Released one => one.Environment == environment,
            PromotionRecord.Announced one => one.Environment == environment,
            PromotionRecord.Unverified one => one.Environment == environment,
            PromotionRecord.Admitted one => one.Environment == environment,
            PromotionRecord.Asked one => one.Environments.Contains(environment),
            _ => false,
        };

    private static bool IsOfSeveral(PromotionRecord record) =>
        record
            is PromotionRecord.Frozen
                or PromotionRecord.Unfrozen
                or PromotionRecord.Condemned
                or PromotionRecord.Released { Set: not null };

    private static bool IsOfPlace(PromotionRecord record, string environment, string step) =>
        record switch
        {
            PromotionRecord.Frozen one => one.Place is null || one.Place == environment || one.Place == step,
            PromotionRecord.Unfrozen one => one.Place is null || one.Place == environment || one.Place == step,
            _ => true,
        };

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

        public Dictionary<string, List<DateTimeOffset>> Asked { get; } = new(StringComparer.Ordinal);

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
                case PromotionRecord.Asked asked:
                    foreach (var environment in asked.Environments)
                    {
                        if (!Asked.TryGetValue(environment, out var times))
                        {
                            Asked.Add(environment, times = []);
                        }

                        times.Add(asked.Head.At);
                    }

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
