using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Locks;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>What a ledger says at this moment. An attempt without an end whose run still holds the lock is in progress, not interrupted.</summary>
internal static class CurrentLedger
{
    public static LedgerState Read(Workspace workspace, string environment, TimeProvider clock)
    {
        var locks = new DeploymentLocks(workspace.Locks, clock);
        return LedgerState.From(
            environment,
            File(workspace, environment).Read(),
            started => locks.HolderOf(environment, started.Component)?.Run == started.Run
        );
    }

    public static LedgerFile File(Workspace workspace, string environment)
    {
        var path = workspace.Ledger(environment);
        return new LedgerFile(path, workspace.Show(path));
    }
}
