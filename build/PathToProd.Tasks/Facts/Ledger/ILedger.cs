using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>The ledger of one environment, wherever it is kept. Entries are only ever added.</summary>
internal interface ILedger
{
    /// <summary>Reads all of it; a ledger that does not exist yet is empty.</summary>
    /// <exception cref="PlatformException">It could not be read (exit code 1).</exception>
    LedgerReading Read();

    /// <summary>
    /// Reads what decides what is there now: the same as all of it, but for outputs that only earlier deployments had. Default: all of it.
    /// </summary>
    /// <exception cref="PlatformException">It could not be read (exit code 1).</exception>
    LedgerReading ReadLatest() => Read();

    /// <summary>Adds an entry. It is kept for certain before the call returns. Safe for several processes, threads and machines at once.</summary>
    /// <param name="component">The component that the entry is about.</param>
    /// <param name="entry">The entry.</param>
    /// <exception cref="PlatformException">
    /// It could not be written (exit code 1), or the run lost its lease and another has written since (3 for a start, before which nothing was touched, else 1). All earlier entries are still there.
    /// </exception>
    void Append(string component, LedgerEntry entry);

    /// <summary>Adds several entries, in their order. The parameters and errors are those of <see cref="Append"/>. Default: one after the other.</summary>
    void AppendAll(string component, IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            Append(component, entry);
        }
    }

    /// <summary>The texts of its files, as they stand; of what is not there any longer, nothing.</summary>
    /// <exception cref="PlatformException">It could not be read (exit code 1).</exception>
    IReadOnlyList<string> Texts();

    /// <summary>
    /// Removes the oldest entries, as far as they were exported, say nothing about what is there now, and are kept in parts that can be removed.
    /// Default: nothing, as a file has no such parts.
    /// </summary>
    /// <param name="exported">The file that has them.</param>
    /// <returns>What was removed, which the ledger remembers.</returns>
    /// <exception cref="PlatformException">It could not be changed (exit code 1).</exception>
    IReadOnlyList<ExportedLines> Remove(string exported) => [];

    /// <summary>Where it is, as people read it; null while there is none.</summary>
    string? Place { get; }
}
