using System.Collections.Immutable;

namespace PathToProd.Facts.Ledger;

/// <summary>Several files of one ledger, each about its own components, read as one.</summary>
public static class LedgerReadings
{
    /// <summary>
    /// All entries in the order of their times. Each file keeps its own order, whatever its times say: what is there of a component follows from
    /// the order of its own entries.
    /// </summary>
    public static LedgerReading Merged(IEnumerable<LedgerReading> readings)
    {
        var all = readings.ToArray();
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        var doubts = ImmutableArray.CreateBuilder<LedgerDoubt>();
        var items = all.SelectMany(Items).OrderBy(item => item.At).ToArray();
        foreach (var item in items)
        {
            if (item.Entry is not null)
            {
                entries.Add(item.Entry);
            }
            else
            {
                doubts.Add(item.Doubt! with { After = entries.Count });
            }
        }

        return new LedgerReading(
            entries.ToImmutable(),
            [.. all.SelectMany(reading => reading.Problems)],
            doubts.ToImmutable()
        )
        {
            Exported = [.. all.SelectMany(reading => reading.Exported)],
        };
    }

    /// <summary>Entries and doubts in the order of the file, each at a time that is no earlier than the one before.</summary>
    private static IEnumerable<Item> Items(LedgerReading reading)
    {
        var doubts = new Queue<LedgerDoubt>(reading.Doubts);
        var latest = DateTimeOffset.MinValue;
        for (var at = 0; at <= reading.Entries.Length; at++)
        {
            while (doubts.TryPeek(out var doubt) && doubt.After <= at)
            {
                yield return new Item(latest, Entry: null, doubts.Dequeue());
            }

            if (at < reading.Entries.Length)
            {
                var entry = reading.Entries[at];
                latest = entry.At > latest ? entry.At : latest;
                yield return new Item(latest, entry, Doubt: null);
            }
        }
    }

    private sealed record Item(DateTimeOffset At, LedgerEntry? Entry, LedgerDoubt? Doubt);
}
