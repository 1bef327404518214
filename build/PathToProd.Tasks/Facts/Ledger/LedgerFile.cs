using System.Buffers;
using Microsoft.Win32.SafeHandles;
using PathToProd.Decisions.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>The ledger of one environment on disk. Lines are only ever added; each is on the disk before the call returns.</summary>
/// <param name="path">The file: <c>environments/&lt;name&gt;/ledger.jsonl</c> below the root. It and its folder need not exist yet.</param>
/// <param name="name">The file as messages name it. Default: <paramref name="path"/>.</param>
public sealed class LedgerFile(string path, string? name = null) : ILedger
{
    private readonly AppendOnlyFile _file = new(path, $"the ledger {name ?? path}", isDurable: true);

    /// <summary>Adds an entry. Safe for several processes and threads at once.</summary>
    /// <exception cref="PlatformException">It could not be written (exit code 1); every earlier line is still there.</exception>
    public void Append(LedgerEntry entry) => _file.Append(LedgerText.Write(entry));

    /// <summary>Reads all of it; a ledger that does not exist yet is empty.</summary>
    /// <exception cref="PlatformException">It is there and could not be read (exit code 1).</exception>
    public LedgerReading Read() => LedgerText.Read(_file.ReadAll(), name ?? path);

    LedgerReading ILedger.ReadLatest() =>
        _file.Read(Latest) is { } latest
        && LedgerText.Read((ReadOnlyMemory<byte>)latest) is { Problems.IsEmpty: true } reading
            ? reading
            : Read();

    private static byte[]? Latest(SafeFileHandle? file, long length)
    {
        if (file is null || length > Array.MaxLength)
        {
            return file is null ? [] : null;
        }

        var bytes = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            var read = 0;
            while (
                read < length
                && RandomAccess.Read(file, bytes.AsSpan(read, (int)length - read), read) is > 0 and var more
            )
            {
                read += more;
            }

            return LatestLines.Of(bytes.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    IReadOnlyList<string> ILedger.Texts() => [_file.ReadAll()];

    // The kernel's lock of the component is this run's, so no one else writes about it between the look and the write.
    void ILedger.Append(string component, LedgerEntry entry)
    {
        if (entry.Lease is null)
        {
            Append(entry);
            return;
        }

        switch (AppendDecisions.Of(entry, Read().Entries.Where(IsAboutIt)))
        {
            case AppendDecision.Fenced fenced:
                throw PatientAppend.Fenced(component, environment: null, entry, fenced);
            case AppendDecision.Write:
                Append(entry);
                break;
        }

        bool IsAboutIt(LedgerEntry one) =>
            one switch
            {
                LedgerEntry.Started started => started.Component == component,
                LedgerEntry.UnitStarted started => started.Unit == component,
                _ => one.Attempt == entry.Attempt,
            };
    }

    string? ILedger.Place => File.Exists(path) ? name ?? path : null;
}
