using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>What was decided on the path, by the environments whose history is shown.</summary>
public sealed class DecidedHistory
{
    private readonly ImmutableDictionary<string, ImmutableArray<PromotionRecord>> _records;

    private DecidedHistory(
        ImmutableDictionary<string, ImmutableArray<PromotionRecord>> records,
        ImmutableArray<PromotionRecord>? path,
        ImmutableArray<Problem> ignored
    ) => (_records, Path, Ignored) = (records, path, ignored);

    /// <summary>What was decided about sets, steps and the whole path, oldest first; null where it is among what was decided about the one environment.</summary>
    public ImmutableArray<PromotionRecord>? Path { get; }

    /// <summary>The records that could not be read, and why.</summary>
    public ImmutableArray<Problem> Ignored { get; }

    /// <summary>What was decided about an environment, oldest first; null for one that is not on the path.</summary>
    public ImmutableArray<PromotionRecord>? Of(string environment) =>
        _records.TryGetValue(environment, out var records) ? records : null;

    /// <summary>Sorts the records.</summary>
    /// <param name="reading">The records.</param>
    /// <param name="steps">The step of each environment of the path.</param>
    /// <param name="only">The one environment that is asked about, which then has also what was decided about sets and the whole path; null for all.</param>
    /// <param name="since">
    /// Only what was decided then or later, and what was accepted until then or later, as that still counted; null for all.
    /// </param>
    public static DecidedHistory From(
        PromotionReading reading,
        IReadOnlyDictionary<string, string> steps,
        string? only,
        DateTimeOffset? since
    )
    {
        var history = reading.History;
        var asked = steps.Where(one => only is null || one.Key == only);
        return new DecidedHistory(
            asked.ToImmutableDictionary(
                one => one.Key,
                one => Counted(only is null ? history.Of(one.Key) : history.About(one.Key, one.Value)),
                StringComparer.Ordinal
            ),
            only is null ? Counted(history.OfPath([.. steps.Keys])) : null,
            reading.Problems
        );

        ImmutableArray<PromotionRecord> Counted(IEnumerable<PromotionRecord> records) =>
            [.. records.Where(record => since is null || EndOf(record) >= since)];
    }

    private static DateTimeOffset EndOf(PromotionRecord record) =>
        record is PromotionRecord.Overridden { Until: var until } && until > record.Head.At ? until : record.Head.At;
}
