using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Ledgers;
using PathToProd.Model.Units;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Tasks.Locks;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>What a ledger says at this moment. An attempt without an end whose run still holds the lock is in progress, not interrupted.</summary>
public static class CurrentLedger
{
    /// <summary>What is there of each component.</summary>
    /// <exception cref="PlatformException">The ledger could not be read (exit code 1).</exception>
    public static LedgerState Read(
        Workspace workspace,
        PlatformManifest platform,
        string environment,
        TimeProvider clock
    ) => LedgerState.From(History(workspace, platform, environment, clock));

    /// <summary>Every attempt.</summary>
    /// <exception cref="PlatformException">The ledger could not be read (exit code 1).</exception>
    public static DeploymentHistory History(
        Workspace workspace,
        PlatformManifest platform,
        string environment,
        TimeProvider clock
    ) => Histories(workspace, platform, [environment], clock).Single();

    /// <summary>Every attempt in several environments, in their order, with one look at where the ledgers are.</summary>
    /// <exception cref="PlatformException">A ledger could not be read (exit code 1).</exception>
    public static IEnumerable<DeploymentHistory> Histories(
        Workspace workspace,
        PlatformManifest platform,
        IReadOnlyCollection<string> environments,
        TimeProvider clock
    )
    {
        var locks = new DeploymentLocks(workspace.Locks, clock);
        switch (platform.Ledger.Backend)
        {
            case LedgerBackend.GitBranch:
                return OfBranch(
                    workspace,
                    platform.Ledger,
                    environments,
                    locks,
                    reading => reading.Whole(environments),
                    history => history
                );
            case LedgerBackend.Cluster:
                // Each is a cluster of its own, which takes its time to answer.
                return AtOnce.All(
                    environments,
                    environment => OfCluster(workspace, platform.Ledger, environment, locks, clock)
                );
            default:
                return environments.Select(environment =>
                    DeploymentHistory.From(
                        environment,
                        Of(workspace, platform, environment, clock).Read(),
                        started => IsHere(locks, environment, started.Component, started.Run),
                        unit => IsHere(locks, environment, DeploymentUnit.LockNameOf(unit.Unit), unit.Run)
                    )
                );
        }
    }

    /// <summary>
    /// Every attempt in several environments, as far as their ledgers can be read: one that cannot leaves the others known. Several are read at a time.
    /// </summary>
    public static (ImmutableArray<DeploymentHistory> Known, ImmutableArray<UnreadLedger> Unread) HistoriesOfEach(
        Workspace workspace,
        PlatformManifest platform,
        IReadOnlyCollection<string> environments,
        TimeProvider clock
    )
    {
        if (platform.Ledger.Backend != LedgerBackend.GitBranch)
        {
            return Readings(environments, environment => History(workspace, platform, environment, clock));
        }

        // One look at the branch is one for all of them.
        try
        {
            return ([.. Histories(workspace, platform, environments, clock)], []);
        }
        catch (PlatformException exception) when (exception.ExitCode == ExitCode.Failed)
        {
            return ([], [.. environments.Select(environment => new UnreadLedger(environment, exception.Message))]);
        }
    }

    /// <summary>
    /// What is there now in several environments, in their order. Only lines that decide that are read whole, several environments at a time:
    /// what outputs earlier deployments had is not in it. A cluster that does not answer leaves its own environment unknown, and no other.
    /// </summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="platform">What <c>platform.yaml</c> says.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="needsOne">Whether it is a failure when no ledger can be read. Default: it is, as there is nothing to show then.</param>
    /// <exception cref="PlatformException">No ledger could be read (exit code 1).</exception>
    public static LatestStates Latest(
        Workspace workspace,
        PlatformManifest platform,
        IReadOnlyCollection<string> environments,
        TimeProvider clock,
        bool needsOne = true
    )
    {
        var locks = new DeploymentLocks(workspace.Locks, clock);
        switch (platform.Ledger.Backend)
        {
            case LedgerBackend.GitBranch:
                return new LatestStates(
                    [
                        .. OfBranch(
                            workspace,
                            platform.Ledger,
                            environments,
                            locks,
                            reading => reading.Latest(environments),
                            LedgerState.From
                        ),
                    ],
                    []
                );
            case LedgerBackend.Cluster:
                return Each(
                    environments,
                    environment => LedgerState.From(OfCluster(workspace, platform.Ledger, environment, locks, clock)),
                    needsOne
                );
        }

        return Each(
            environments,
            environment =>
                LedgerState.From(
                    environment,
                    Of(workspace, platform, environment, clock).ReadLatest(),
                    started => IsHere(locks, environment, started.Component, started.Run),
                    unit => IsHere(locks, environment, DeploymentUnit.LockNameOf(unit.Unit), unit.Run)
                ),
            needsOne
        );
    }

    /// <summary>Reads each, several at a time. When none answers, there is nothing to show, and the first failure says why.</summary>
    private static LatestStates Each(
        IReadOnlyCollection<string> environments,
        Func<string, LedgerState> read,
        bool needsOne
    )
    {
        PlatformException? first = null;
        var (known, unread) = Readings(environments, read, failure => first ??= failure);
        if (needsOne && known.IsEmpty && first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return new LatestStates(known, unread);
    }

    private static (ImmutableArray<T> Known, ImmutableArray<UnreadLedger> Unread) Readings<T>(
        IReadOnlyCollection<string> environments,
        Func<string, T> read,
        Action<PlatformException>? onFailure = null
    )
        where T : class
    {
        var readings = AtOnce.All<string, (string Environment, T? Reading, PlatformException? Failure)>(
            environments,
            environment =>
            {
                try
                {
                    return (environment, read(environment), null);
                }
                catch (PlatformException exception)
                {
                    return (environment, null, exception);
                }
            }
        );
        foreach (var failure in readings.Select(reading => reading.Failure).OfType<PlatformException>())
        {
            onFailure?.Invoke(failure);
        }

        return (
            [.. readings.Select(reading => reading.Reading).OfType<T>()],
            [
                .. from reading in readings
                where reading.Failure is not null
                select new UnreadLedger(reading.Environment, reading.Failure.Message),
            ]
        );
    }

    private static IReadOnlyList<T> OfBranch<T>(
        Workspace workspace,
        LedgerSettings settings,
        IReadOnlyCollection<string> environments,
        DeploymentLocks locks,
        Func<BranchReading, IReadOnlyList<LedgerReading>> read,
        Func<DeploymentHistory, T> make
    )
    {
        var store = Store(workspace, settings);
        var readings = read(GitLedgers.Look(store, GitLedgers.Reference(store, settings.Branch), settings.Branch));
        var holders = new Lazy<Dictionary<string, LeaseHolder>>(() => Holders(store));
        return AtOnce.All(
            [.. environments.Zip(readings, (environment, reading) => (Environment: environment, Reading: reading))],
            one =>
                make(
                    DeploymentHistory.From(
                        one.Environment,
                        one.Reading,
                        started => IsAtWork(one.Environment, LockOf(started), started.Run),
                        unit => IsAtWork(one.Environment, DeploymentUnit.LockNameOf(unit.Unit), unit.Run)
                    )
                )
        );

        bool IsAtWork(string environment, string name, string run) =>
            IsAtIt(workspace, locks, environment, name, run, Holder(environment, name));

        LeaseHolder? Holder(string environment, string name) =>
            holders.Value.GetValueOrDefault($"{environment}/{name.Replace(' ', '_')}");
    }

    private static DeploymentHistory OfCluster(
        Workspace workspace,
        LedgerSettings settings,
        string environment,
        DeploymentLocks locks,
        TimeProvider clock
    )
    {
        var place = LedgerCluster.Of(workspace, settings, environment);
        var holders = new Lazy<Dictionary<string, LeaseHolder>>(() => Holders(place));
        return DeploymentHistory.From(
            environment,
            new ClusterLedger(place, clock).Read(),
            started => IsAtIt(workspace, locks, environment, LockOf(started), started.Run, Holder(LockOf(started))),
            unit =>
                IsAtIt(
                    workspace,
                    locks,
                    environment,
                    DeploymentUnit.LockNameOf(unit.Unit),
                    unit.Run,
                    Holder(DeploymentUnit.LockNameOf(unit.Unit))
                )
        );

        LeaseHolder? Holder(string name) => holders.Value.GetValueOrDefault(ClusterObject.LabelOf(name));
    }

    /// <summary>What the lease of an attempt is called: a part of a unit has the unit's.</summary>
    private static string LockOf(LedgerEntry.Started started) =>
        started.Unit is { } unit ? DeploymentUnit.LockNameOf(unit.Name) : started.Component;

    private static bool IsHere(DeploymentLocks locks, string environment, string name, string run) =>
        locks.HolderOf(environment, name)?.Run == run;

    /// <summary>Whether the run of an attempt is still at it. A run of this checkout is only if it holds the checkout's own lock too.</summary>
    private static bool IsAtIt(
        Workspace workspace,
        DeploymentLocks locks,
        string environment,
        string name,
        string run,
        LeaseHolder? holder
    ) => holder?.Run == run && (!workspace.HasRun(run) || IsHere(locks, environment, name, run));

    /// <summary>The ledger where <c>platform.yaml</c> says that it is.</summary>
    internal static ILedger Of(Workspace workspace, PlatformManifest platform, string environment, TimeProvider clock)
    {
        var settings = platform.Ledger;
        switch (settings.Backend)
        {
            case LedgerBackend.GitBranch:
                return new GitLedger(Store(workspace, settings), settings.Branch, environment, clock);
            case LedgerBackend.Cluster:
                return new ClusterLedger(LedgerCluster.Of(workspace, settings, environment), clock);
            default:
                var path = workspace.Ledger(environment);
                return new LedgerFile(path, workspace.Show(path));
        }
    }

    /// <summary>The lease of a component, where <c>platform.yaml</c> names a place for locks that all machines see; else null.</summary>
    internal static ILease? Lease(
        Workspace workspace,
        PlatformManifest platform,
        string environment,
        string component
    ) =>
        platform.Ledger.Backend switch
        {
            LedgerBackend.GitBranch => new GitLease(Store(workspace, platform.Ledger), environment, component),
            LedgerBackend.Cluster => new ClusterLease(
                LedgerCluster.Of(workspace, platform.Ledger, environment),
                component
            ),
            _ => null,
        };

    /// <summary>Who holds which component, as the records say; a run that was killed is among them until its lease is taken over.</summary>
    private static Dictionary<string, LeaseHolder> Holders(GitStore store)
    {
        try
        {
            return GitLease.Holders(store);
        }
        catch (GitRemoteException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"Could not read the locks in {store.Remote}: {exception.Message}. Check the address in platform.yaml and the network, then run "
                    + "the same command again.",
                exception
            );
        }
    }

    private static Dictionary<string, LeaseHolder> Holders(LedgerCluster place)
    {
        try
        {
            return ClusterLease.Holders(place);
        }
        catch (ApiSilenceException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"Could not read the locks in {place.Name}: {exception.Message}. {place.Advice}",
                exception
            );
        }
    }

    // A run that was cancelled still records that, so its cancellation does not end these calls.
    internal static GitStore Store(Workspace workspace, LedgerSettings settings) =>
        new(workspace.Root, workspace.LedgerRepository(settings.Remote!), settings.Remote!, new ProcessScope());
}
