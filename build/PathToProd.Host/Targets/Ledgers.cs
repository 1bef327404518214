using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Locks;

namespace PathToProd.Host.Targets;

/// <summary>Shows what the ledgers say.</summary>
internal static class Ledgers
{
    public static void Status(Invocation invocation)
    {
        var components = invocation.Arguments[Option.Component] is null
            ? [.. invocation.Model.Components.Keys]
            : invocation.Selected.Select(component => component.Name).ToArray();
        var states = Histories(invocation).Select(LedgerState.From);
        if (invocation.Arguments[Option.Component] is not null)
        {
            states = states.Select(state => Only(state, components));
        }

        invocation.Output.Write(
            invocation.IsJson
                ? StatusReport.Json(states, components)
                : StatusReport.Text(states, components, invocation.Style, invocation.Clock.GetUtcNow())
        );
    }

    public static void History(Invocation invocation)
    {
        var components = invocation.Arguments[Option.Component] is null
            ? null
            : invocation.Selected.Select(component => component.Name).ToArray();
        var histories = Histories(invocation).Select(history => components is null ? history : history.Of(components));
        if (invocation.IsJson)
        {
            invocation.Output.Write(HistoryReport.Json(histories));
            return;
        }

        var environments = histories.ToArray();
        foreach (var history in environments)
        {
            if (environments.Length > 1)
            {
                invocation.Print($"{history.Environment}:");
            }

            invocation.Output.Write(HistoryReport.Text(history, invocation.Style, invocation.Clock.GetUtcNow()));
        }
    }

    private static LedgerState Only(LedgerState state, string[] components) =>
        state with
        {
            Components = state.Components.RemoveRange(state.Components.Keys.Except(components)),
        };

    private static IEnumerable<DeploymentHistory> Histories(Invocation invocation)
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
}
