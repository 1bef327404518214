using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Ledgers;
using PathToProd.Model.Units;
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
        if (platform.Ledger is not { Backend: LedgerBackend.GitBranch } settings)
        {
            return environments.Select(environment =>
                DeploymentHistory.From(
                    environment,
                    Of(workspace, platform, environment, clock).Read(),
                    started => locks.HolderOf(environment, started.Component)?.Run == started.Run,
                    unit => locks.HolderOf(environment, DeploymentUnit.LockNameOf(unit.Unit))?.Run == unit.Run
                )
            );
        }

        var store = Store(workspace, settings);
        var readings = GitLedgers.Read(
            store,
            GitLedgers.Reference(store, settings.Branch),
            settings.Branch,
            environments
        );
        var holders = new Lazy<Dictionary<string, LeaseHolder>>(() => Holders(store));
        return environments.Select(environment =>
            DeploymentHistory.From(
                environment,
                readings[environment],
                started =>
                    IsHeld(
                        environment,
                        started.Unit is { } unit ? DeploymentUnit.LockNameOf(unit.Name) : started.Component,
                        started.Run
                    ),
                unit => IsHeld(environment, DeploymentUnit.LockNameOf(unit.Unit), unit.Run)
            )
        );

        bool IsHeld(string environment, string name, string run) =>
            holders.Value.GetValueOrDefault($"{environment}/{name.Replace(' ', '_')}")?.Run == run
            && (!workspace.HasRun(run) || locks.HolderOf(environment, name)?.Run == run);
    }

    /// <summary>The ledger where <c>platform.yaml</c> says that it is.</summary>
    internal static ILedger Of(Workspace workspace, PlatformManifest platform, string environment, TimeProvider clock)
    {
        if (platform.Ledger is { Backend: LedgerBackend.GitBranch } settings)
        {
            return new GitLedger(Store(workspace, settings), settings.Branch, environment, clock);
        }

        var path = workspace.Ledger(environment);
        return new LedgerFile(path, workspace.Show(path));
    }

    /// <summary>The lease of a component, where <c>platform.yaml</c> names a place for locks that all machines see; else null.</summary>
    internal static GitLease? Lease(
        Workspace workspace,
        PlatformManifest platform,
        string environment,
        string component
    ) =>
        platform.Ledger is { Backend: LedgerBackend.GitBranch } settings
            ? new GitLease(Store(workspace, settings), environment, component)
            : null;

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

    // A run that was cancelled still records that, so its cancellation does not end these calls.
    private static GitStore Store(Workspace workspace, LedgerSettings settings) =>
        new(workspace.Root, workspace.LedgerRepository(settings.Remote!), settings.Remote!, new ProcessScope());
}
