using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Locks;

namespace PathToProd.Host.Invocations;

/// <summary>The ledgers that the command line asks about.</summary>
internal static class Ledgers
{
    /// <summary>What the ledger of each environment says, or of the one that is named. Lines that cannot be read are said.</summary>
    public static IEnumerable<DeploymentHistory> Histories(Invocation invocation)
    {
        var environments = invocation.Arguments[Option.Environment] is null
            ? invocation.Model.DeployableEnvironments
            : [invocation.Environment];
        var locks = new DeploymentLocks(invocation.Workspace.Locks, invocation.Clock);
        foreach (var environment in environments)
        {
            var path = invocation.Workspace.Ledger(environment.Name);
            var reading = new LedgerFile(path, invocation.Workspace.Show(path)).Read();
            foreach (var problem in reading.Problems)
            {
                invocation.Say(problem.ToString());
            }

            yield return DeploymentHistory.From(
                environment.Name,
                reading,
                started => locks.HolderOf(environment.Name, started.Component)?.Run == started.Run
            );
        }
    }

    /// <summary>The names of the components that were asked for; null when none was named.</summary>
    public static string[]? Components(Invocation invocation) =>
        invocation.Arguments[Option.Component] is null
            ? null
            : [.. invocation.Selected.Select(component => component.Name)];
}
