using PathToProd.Decisions.Leases;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Components;
using PathToProd.Model.Ledgers;
using PathToProd.Model.Promotions;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>What was decided on the path, where <c>platform.yaml</c> says that ledgers are kept.</summary>
public sealed class PromotionRecords
{
    private readonly IPromotionLog _log;
    private readonly PatientAppend _append;

    internal PromotionRecords(IPromotionLog log, TimeProvider clock) =>
        (_log, _append) = (log, new PatientAppend("", clock, TimeSpan.FromMilliseconds(10)));

    /// <summary>The records of a platform.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="platform">What <c>platform.yaml</c> says.</param>
    /// <param name="path">The path.</param>
    /// <param name="clock">The clock.</param>
    public static PromotionRecords Of(
        Workspace workspace,
        PlatformManifest platform,
        PromotionPath path,
        TimeProvider clock
    ) =>
        new(
            platform.Ledger.Backend switch
            {
                LedgerBackend.GitBranch => new PromotionGitLog(
                    CurrentLedger.Store(workspace, platform.Ledger),
                    platform.Ledger.Branch,
                    clock
                ),
                LedgerBackend.Cluster => new PromotionClusterLog(
                    LedgerCluster.Of(workspace, platform.Ledger, path.RecordsIn!)
                ),
                _ => new PromotionFileLog(workspace),
            },
            clock
        );

    /// <summary>Where they are, as people read it.</summary>
    public string Place => _log.Place;

    /// <summary>Reads all of them.</summary>
    /// <exception cref="PlatformException">They could not be read (exit code 1).</exception>
    public SeenPromotions Read()
    {
        var lines = _log.Read();
        return new SeenPromotions(PromotionText.Read(lines.Text, _log.Place), lines);
    }

    /// <summary>Adds records, whatever was added since.</summary>
    /// <exception cref="PlatformException">They could not be written (exit code 1).</exception>
    public void Append(params IReadOnlyList<PromotionRecord> records) =>
        Write(_ =>
        {
            var seen = Read();
            return Holds(seen, records) ? new WriteOutcome.Accepted(Place) : Try(records, seen);
        });

    /// <summary>Adds records if nothing was decided since; false when something was, and then nothing is written.</summary>
    /// <param name="records">The records, all or none of which are added.</param>
    /// <param name="over">What the decision was made over.</param>
    /// <exception cref="PlatformException">They could not be written (exit code 1).</exception>
    public bool TryAppend(IReadOnlyList<PromotionRecord> records, SeenPromotions over)
    {
        var isMoved = false;
        Write(tries =>
        {
            var outcome = Try(records, over);
            isMoved = outcome is WriteOutcome.Moved;
            // A try of which nothing was heard may have come through.
            if (isMoved && tries > 1 && Holds(Read(), records))
            {
                isMoved = false;
            }

            return outcome is WriteOutcome.Moved ? new WriteOutcome.Accepted(Place) : outcome;
        });
        return !isMoved;
    }

    private static bool Holds(SeenPromotions seen, IReadOnlyList<PromotionRecord> records) =>
        seen.Reading.History.Records.Any(record => record.Head.Id == records[0].Head.Id);

    private WriteOutcome Try(IReadOnlyList<PromotionRecord> records, SeenPromotions over) =>
        _log.TryAppend(
            string.Concat(records.Select(record => PromotionText.Write(record) + "\n")),
            over.Lines,
            records[0]
        );

    private void Write(Func<int, WriteOutcome> tryOnce) =>
        _append.Add(
            tryOnce,
            why => new PlatformException(
                ExitCode.Failed,
                $"Could not write the promotions {Place}: the write was declined: {why}. The same write would be declined again. "
                    + "Give this user the right to write there; then run the same command again."
            ),
            why => new PlatformException(
                ExitCode.Failed,
                $"Could not write the promotions {Place}: {why}. Check the network, then run the same command again."
            )
        );
}

/// <summary>The records at one moment, over which a decision can be made.</summary>
public sealed class SeenPromotions
{
    internal SeenPromotions(PromotionReading reading, PromotionLines lines) => (Reading, Lines) = (reading, lines);

    /// <summary>The records, and what could not be read of them.</summary>
    public PromotionReading Reading { get; }

    internal PromotionLines Lines { get; }
}
