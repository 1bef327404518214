using PathToProd.Decisions.Leases;
using PathToProd.Facts.Pools;
using PathToProd.Model.Ledgers;
using PathToProd.Model.Platform;
using PathToProd.Model.Pools;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Pools;

/// <summary>The record of one pool, where <c>platform.yaml</c> says that ledgers are kept.</summary>
public sealed class PoolRegister
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IPoolStore _store;
    private readonly TimeProvider _clock;

    internal PoolRegister(string pool, IPoolStore store, TimeProvider clock) =>
        (Pool, _store, _clock) = (pool, store, clock);

    /// <summary>The pool.</summary>
    public string Pool { get; }

    internal IPoolStore Store => _store;

    internal TimeProvider Clock => _clock;

    /// <summary>The record of a pool.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="model">The platform.</param>
    /// <param name="pool">The pool, which has an environment at least.</param>
    /// <param name="clock">The clock.</param>
    public static PoolRegister Of(Workspace workspace, PlatformModel model, string pool, TimeProvider clock)
    {
        var settings = model.Platform.Pools.GetValueOrDefault(pool) ?? PoolSettings.Default;
        return new PoolRegister(
            pool,
            model.Platform.Ledger.Backend switch
            {
                LedgerBackend.GitBranch => new GitPool(CurrentLedger.Store(workspace, model.Platform.Ledger), pool),
                LedgerBackend.Cluster => new ClusterPool(
                    LedgerCluster.Of(workspace, model.Platform.Ledger, settings.RecordsIn ?? model.Pools[pool][0].Name),
                    pool
                ),
                _ => new FilePool(workspace.Pool(pool), workspace.Show(workspace.Pool(pool))),
            },
            clock
        );
    }

    /// <summary>Reads it; null when nothing was ever leased.</summary>
    /// <exception cref="PlatformException">It cannot be read (exit code 1).</exception>
    public PoolRecord? Read()
    {
        try
        {
            return Look().Record;
        }
        catch (LeaseSilenceException exception)
        {
            throw Cannot("read", exception.Message);
        }
    }

    /// <summary>Changes it, whatever others write meanwhile.</summary>
    /// <param name="change">The record as it should be, of the record as it is.</param>
    /// <param name="message">What the change is, in a line.</param>
    /// <param name="who">Who writes.</param>
    /// <exception cref="PlatformException">It cannot be written (exit code 1).</exception>
    public void Change(Func<PoolRecord, PoolRecord> change, string message, string who)
    {
        var start = _clock.GetTimestamp();
        while (true)
        {
            switch (TryChange(change, message, who))
            {
                case WriteOutcome.Accepted:
                    return;
                case WriteOutcome.Declined(var why):
                    throw Cannot("write", why);
                case WriteOutcome.NoAnswer(var why) when _clock.GetElapsedTime(start) > Patience:
                    throw Cannot("write", why);
            }

            Task.Delay(_store.Pause, _clock).GetAwaiter().GetResult();
        }
    }

    internal (PoolRecord? Record, string? Position) Look()
    {
        var (text, position) = _store.Look();
        try
        {
            return (text is null ? null : PoolText.Read(text), position);
        }
        catch (FormatException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"The record of the pool {Pool} cannot be read: {_store.Place} {exception.Message}. Restore it; or, once no run uses an environment of "
                    + "the pool, remove it: then nothing is known of who waits and of what is quarantined. Then run the same command again.",
                exception
            );
        }
    }

    internal WriteOutcome Write(string? position, PoolRecord next, string message, string who) =>
        _store.Write(position, PoolText.Write(next), message, who, _clock.GetUtcNow());

    internal PlatformException Cannot(string verb, string why) =>
        new(
            ExitCode.Failed,
            $"Could not {verb} the record of the pool {Pool}, {_store.Place}: {why.TrimEnd('.')}. Nothing was touched. {_store.Advice}"
        );

    private WriteOutcome TryChange(Func<PoolRecord, PoolRecord> change, string message, string who)
    {
        try
        {
            var (record, position) = Look();
            return Write(position, change(record ?? new PoolRecord { Pool = Pool }), message, who);
        }
        catch (LeaseSilenceException exception)
        {
            return exception.IsFinal
                ? new WriteOutcome.Declined(exception.Message)
                : new WriteOutcome.NoAnswer(exception.Message);
        }
    }
}
