using System.Globalization;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>Where leases and ledgers are: it compares and swaps, one request after the other, and the judge sees everything that it accepts.</summary>
internal sealed class Backend(Judge judge)
{
    private readonly Dictionary<string, (LeaseRecord? Record, int Position)> _leases = [];
    private readonly Dictionary<string, List<LedgerEntry>> _ledgers = [];

    /// <summary>Whether a hook declines new entries.</summary>
    public bool Declines { get; set; }

    public IReadOnlyDictionary<string, List<LedgerEntry>> Ledgers => _ledgers;

    /// <summary>Carries a request out and returns how its answer is put into it.</summary>
    public Action Handle(Step.Call call)
    {
        switch (call)
        {
            case Step.ReadLease read:
                var (record, at) = _leases.GetValueOrDefault(call.Key);
                return () => (read.Record, read.Position) = (record, Text(at));
            case Step.ReadLedger read:
                var entries = Ledger(call.Key).ToArray();
                return () => (read.Entries, read.Position) = (entries, Text(entries.Length));
            default:
                var write = (Step.Write)call;
                var (answer, position) = write.Entry is null ? Lease(write) : Append(write);
                return () => (write.Answer, write.NewPosition) = (answer, position);
        }
    }

    private (WriteAnswer, string?) Lease(Step.Write write)
    {
        var (before, at) = _leases.GetValueOrDefault(write.Key);
        if (Text(at) != write.Position && !write.IsBlind)
        {
            return (WriteAnswer.Moved, null);
        }

        judge.LeaseAccepted(before, write.Record!, write.Sender);
        _leases[write.Key] = (write.Record, at + 1);
        return (WriteAnswer.Accepted, Text(at + 1));
    }

    private (WriteAnswer, string?) Append(Step.Write write)
    {
        var entries = Ledger(write.Key);
        if (Declines)
        {
            return (WriteAnswer.Declined, null);
        }

        if (Text(entries.Count) != write.Position && !write.IsBlind)
        {
            return (WriteAnswer.Moved, null);
        }

        judge.EntryAccepted(write.Key, entries, write.Entry!);
        entries.Add(write.Entry!);
        return (WriteAnswer.Accepted, Text(entries.Count));
    }

    private List<LedgerEntry> Ledger(string key)
    {
        if (!_ledgers.TryGetValue(key, out var entries))
        {
            _ledgers[key] = entries = [];
        }

        return entries;
    }

    private static string? Text(int position) => position == 0 ? null : position.ToString(CultureInfo.InvariantCulture);
}
