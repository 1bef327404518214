using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>Where leases and ledgers are: it compares and swaps, one request after the other, and the judge sees everything that it accepts.</summary>
internal sealed class Backend(World world, Judge judge, bool isCluster) : IBackend
{
    private readonly Dictionary<string, (LeaseRecord? Record, int Position)> _leases = [];
    private readonly Dictionary<string, List<LedgerEntry>> _ledgers = [];

    /// <summary>In a cluster, each object as it is kept: its text, and its version.</summary>
    private readonly Dictionary<string, (string Text, int Version)> _objects = [];

    private int _version;

    /// <summary>Whether it is a cluster: ledgers are objects with segments, and servers answer with a status.</summary>
    public bool IsCluster => isCluster;

    /// <summary>Whether a hook, or missing rights, decline new entries.</summary>
    public bool Declines { get; set; }

    /// <summary>Carries a request out and returns how its answer is put into it.</summary>
    public Action Handle(Step.Call call)
    {
        switch (call)
        {
            case Step.ReadLease read:
                var (record, at) = _leases.GetValueOrDefault(call.Key);
                return () => (read.Record, read.Position) = (record, Text(at));
            case Step.ReadLedger read when isCluster:
                var found = _objects.GetValueOrDefault(call.Key);
                return () => (read.Ledger, read.Position) = (LedgerIn(call.Key, found.Text), Text(found.Version));
            case Step.ReadLedger read:
                var entries = Ledger(call.Key).ToArray();
                return () => (read.Entries, read.Position) = (entries, Text(entries.Length));
            case Step.ReadAll read:
                var all = Reading(call.Key).Entries.ToArray();
                return () => read.Entries = all;
            default:
                var write = (Step.Write)call;
                var (answer, position) =
                    write.Entry is null && write.Segment is null ? Lease(write)
                    : write.Segment is not null ? Seal(write)
                    : Append(write);
                return () => (write.Answer, write.NewPosition) = (answer, position);
        }
    }

    /// <summary>What a ledger says, read as those who ask later read it.</summary>
    public LedgerReading Reading(string key, bool readsText = true)
    {
        if (isCluster)
        {
            var ledger = LedgerIn(key, _objects.GetValueOrDefault(key).Text);
            var segments = ledger.Segments.Select(one =>
                _objects.TryGetValue(one.Name("prod", key), out var found) ? one.Read(Parse(found.Text)) : null
            );
            return LedgerObjectReading.Of(ledger, [.. segments], "path-to-prod");
        }

        return readsText
            ? LedgerText.Read(string.Concat(Ledger(key).Select(entry => LedgerText.Write(entry) + "\n")))
            : new LedgerReading([.. Ledger(key)], [], []);
    }

    /// <summary>The components that have a ledger.</summary>
    public IEnumerable<string> Keys => _ledgers.Keys;

    private (WriteAnswer, string?) Lease(Step.Write write)
    {
        var (before, at) = _leases.GetValueOrDefault(write.Key);
        if (Text(at) != write.Position && !write.IsBlind)
        {
            return (WriteAnswer.Moved, null);
        }

        judge.LeaseAccepted(before, write.Record!, write.Sender);
        var next = isCluster ? Kept(write.Record!) : write.Record;
        _leases[write.Key] = (next, isCluster ? ++_version : at + 1);
        return (WriteAnswer.Accepted, Text(_leases[write.Key].Position));
    }

    /// <summary>A record as Kubernetes' own kind gives it back.</summary>
    private LeaseRecord Kept(LeaseRecord record) =>
        LeaseObject.Read(
            record.Key,
            Parse(LeaseObject.Write(record with { Key = $"prod/{record.Key}" }, null, default).ToJsonString())
        );

    private (WriteAnswer, string?) Append(Step.Write write)
    {
        var entries = Ledger(write.Key);
        if (Declines)
        {
            return (WriteAnswer.Declined, null);
        }

        var at = isCluster ? _objects.GetValueOrDefault(write.Key).Version : entries.Count;
        if (Text(at) != write.Position && !write.IsBlind)
        {
            return (WriteAnswer.Moved, null);
        }

        judge.EntryAccepted(write.Key, entries, write.Entry!);
        entries.Add(write.Entry!);
        if (isCluster)
        {
            _objects[write.Key] = (write.Ledger!.Write(null).ToJsonString(), ++_version);
        }

        return (WriteAnswer.Accepted, Text(isCluster ? _version : entries.Count));
    }

    private (WriteAnswer, string?) Seal(Step.Write write)
    {
        if (Declines)
        {
            return (WriteAnswer.Declined, null);
        }

        var segment = LedgerSegment.Of(write.Segment!);
        var made = segment.Write("prod", write.Key, write.Segment!).ToJsonString();
        world.Note($"segment {segment.Name("prod", write.Key)}");
        judge.Sealed();
        return _objects.TryAdd(segment.Name("prod", write.Key), (made, ++_version))
            ? (WriteAnswer.Accepted, Text(_version))
            : (WriteAnswer.Moved, null);
    }

    private List<LedgerEntry> Ledger(string key)
    {
        if (!_ledgers.TryGetValue(key, out var entries))
        {
            _ledgers[key] = entries = [];
        }

        return entries;
    }

    private static LedgerObject LedgerIn(string key, string? text) =>
        text is null ? new LedgerObject("prod", key) : LedgerObject.Read("prod", key, Parse(text));

    private static JsonObject Parse(string text) => (JsonObject)JsonNode.Parse(text)!;

    private static string? Text(int position) => position == 0 ? null : position.ToString(CultureInfo.InvariantCulture);
}
