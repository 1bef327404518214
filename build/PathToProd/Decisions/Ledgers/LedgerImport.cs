using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.Ledgers;

/// <summary>What an exported ledger adds to the ledger of an environment.</summary>
/// <param name="Added">What is added, by component or unit, in its order.</param>
/// <param name="AlreadyThere">How many lines an import that broke off has added before.</param>
/// <param name="OfOthers">How many lines are about other environments, and are left out, as Status and History leave them out.</param>
public sealed record LedgerImport(ImmutableArray<ImportedLines> Added, int AlreadyThere, int OfOthers)
{
    private const int Named = 3;

    /// <summary>Decides. A history is only ever added to an empty ledger, or to the beginning of itself.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="file">The file's name in problems.</param>
    /// <param name="text">The file.</param>
    /// <param name="there">What the ledger has.</param>
    /// <param name="place">Where that is, as people read it.</param>
    /// <exception cref="PlatformException">A line of the file cannot be read, it is of two ledgers, or the ledger has another history (exit code 2).</exception>
    public static LedgerImport Of(string environment, string file, string text, LedgerReading there, string place)
    {
        var reading = LedgerText.Read(text, file);
        PlatformException.ThrowIfAny([
            .. reading.Problems.Select(Unreadable),
            .. Newer(reading, text, file),
            .. there.Problems,
        ]);
        var ours = BySubject(reading.Entries, environment);
        if (ours.Count == 0)
        {
            throw PlatformException.Wrong(
                $"{file} has no line about {environment}",
                reading.Entries.IsEmpty
                    ? "name a file that ExportLedger wrote"
                    : $"it is about {Prose.List([.. Environments(reading.Entries)])}: name that environment"
            );
        }

        PlatformException.ThrowIfAny([.. ours.SelectMany(one => Joined(one.Key, one.Value, file))]);
        var found = BySubject(there.Entries, environment);
        string[] others =
        [
            .. found.Where(one => !IsStart(one.Value, ours.GetValueOrDefault(one.Key, []))).Select(one => one.Key),
        ];
        if (others.Length > 0)
        {
            throw PlatformException.Wrong(
                $"{place} already has a history of {Some(others)} in {environment}, and {file} does not begin with it",
                "import into an environment without a history, or keep both: nothing was changed"
            );
        }

        var added = ours.Select(one => new ImportedLines(
                one.Key,
                one.Value.RemoveRange(0, found.GetValueOrDefault(one.Key, []).Length)
            ))
            .Where(one => !one.Entries.IsEmpty);
        var count = ours.Values.Sum(entries => entries.Length);
        return new LedgerImport(
            [.. added],
            found.Values.Sum(entries => entries.Length),
            reading.Entries.Length - count
        );
    }

    private static Problem Unreadable(Problem problem) =>
        problem with
        {
            What = problem.What.Replace(", and is ignored", "", StringComparison.Ordinal),
            Fix = "restore it, or remove it if it says nothing that matters: nothing was imported",
        };

    /// <summary>Tokens of locks only grow in one ledger, and each backend refuses a smaller one.</summary>
    private static IEnumerable<Problem> Joined(string subject, ImmutableArray<LedgerEntry> entries, string file)
    {
        var newest = 0L;
        foreach (var token in entries.Select(entry => entry.Token).OfType<long>())
        {
            if (token < newest)
            {
                yield return new Problem(
                    new SourcePosition(file),
                    $"the history of {subject} has token {token} after token {newest}, as where the files of two ledgers were joined",
                    "import one of them, and keep the other: nothing was imported"
                );
                yield break;
            }

            newest = token;
        }
    }

    private static string Some(string[] names) =>
        names.Length <= Named
            ? Prose.List(names)
            : $"{string.Join(", ", names.Take(Named))} and {names.Length - Named} others";

    /// <summary>How many lines are added.</summary>
    public int Count => Added.Sum(one => one.Entries.Length);

    /// <summary>The entries about an environment, by component or unit.</summary>
    private static SortedDictionary<string, ImmutableArray<LedgerEntry>> BySubject(
        IEnumerable<LedgerEntry> entries,
        string environment
    )
    {
        var subjects = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new SortedDictionary<string, ImmutableArray<LedgerEntry>>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var subject = entry switch
            {
                LedgerEntry.Started started when started.Environment == environment => started.Component,
                LedgerEntry.UnitStarted started when started.Environment == environment => started.Unit,
                _ => subjects.GetValueOrDefault(entry.Attempt),
            };
            if (subject is not null)
            {
                subjects[entry.Attempt] = subject;
                found[subject] = found.GetValueOrDefault(subject, []).Add(entry);
            }
        }

        return found;
    }

    private static bool IsStart(ImmutableArray<LedgerEntry> start, ImmutableArray<LedgerEntry> all) =>
        start.Select(LedgerText.Write).SequenceEqual(all.Take(start.Length).Select(LedgerText.Write));

    /// <summary>What a newer version of this program wrote has fields that would be lost.</summary>
    private static IEnumerable<Problem> Newer(LedgerReading reading, string text, string file)
    {
        var known = reading.Entries.Select(LedgerText.Write).ToHashSet(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.Trim('\uFEFF', '\r')))
        {
            number++;
            if (line.Length > 0 && reading.Problems.IsEmpty && !known.Contains(line))
            {
                yield return new Problem(
                    new SourcePosition(file, number, 1),
                    "this line says more than this version of the program knows",
                    "import it with the version that wrote it"
                );
            }
        }
    }

    private static IEnumerable<string> Environments(IEnumerable<LedgerEntry> entries) =>
        entries
            .Select(entry =>
                (entry as LedgerEntry.Started)?.Environment ?? (entry as LedgerEntry.UnitStarted)?.Environment
            )
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}

/// <summary>Lines about one component or unit that an import adds.</summary>
/// <param name="Subject">The component, or the unit.</param>
/// <param name="Entries">The lines, in their order.</param>
public sealed record ImportedLines(string Subject, ImmutableArray<LedgerEntry> Entries);
