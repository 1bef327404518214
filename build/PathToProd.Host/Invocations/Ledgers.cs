using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Facts.Ledger;

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
        var histories = CurrentLedger.Histories(
            invocation.Workspace,
            invocation.Model.Platform,
            [.. environments.Select(environment => environment.Name)],
            invocation.Clock
        );
        return histories.Select(history => Told(invocation, history));
    }

    /// <summary>The same history, once its lines that cannot be read were reported.</summary>
    public static DeploymentHistory Told(Invocation invocation, DeploymentHistory history)
    {
        foreach (var problem in history.Ignored)
        {
            invocation.Say(problem.ToString());
        }

        return history;
    }

    /// <summary>What the ledger of an environment says.</summary>
    public static DeploymentHistory History(Invocation invocation, string environment) =>
        CurrentLedger.History(invocation.Workspace, invocation.Model.Platform, environment, invocation.Clock);

    /// <summary>The names of the components that were asked for; null when none was named.</summary>
    public static string[]? Components(Invocation invocation) =>
        invocation.Arguments[Option.Component] is null
            ? null
            : [.. invocation.Selected.Select(component => component.Name)];
}
