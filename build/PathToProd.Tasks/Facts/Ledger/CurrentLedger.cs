using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Ledgers;
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
    )
    {
        var locks = new DeploymentLocks(workspace.Locks, clock);
        return DeploymentHistory.From(
            environment,
            Of(workspace, platform, environment, clock).Read(),
            started => locks.HolderOf(environment, started.Component)?.Run == started.Run
        );
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

    // A run that was cancelled still records that, so its cancellation does not end these calls.
    private static GitStore Store(Workspace workspace, LedgerSettings settings) =>
        new(workspace.Root, workspace.LedgerRepository(settings.Remote!), settings.Remote!, new ProcessScope());
}
