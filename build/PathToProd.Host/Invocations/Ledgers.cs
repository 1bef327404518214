using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Facts.Ledger;

namespace PathToProd.Host.Invocations;

/// <summary>The ledgers that the command line asks about.</summary>
internal static class Ledgers
{
    /// <summary>What the ledger of each environment says, or of the one that is named. Lines that cannot be read are said.</summary>
    public static IEnumerable<DeploymentHistory> Histories(Invocation invocation)
    {
        var histories = CurrentLedger.Histories(
            invocation.Workspace,
            invocation.Model.Platform,
            invocation.NamedEnvironments,
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

    /// <summary>What is there now in each environment, or in the one that is named. Lines that cannot be read are said.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="seen">What was read of environments of the path already; they are not read once more. Null, the default, for nothing.</param>
    public static LatestStates Latest(Invocation invocation, SeenPath? seen = null)
    {
        var states = seen is null
            ? Latest(invocation, invocation.NamedEnvironments, needsOne: true)
            : Joined(invocation, seen);
        foreach (var problem in states.Known.SelectMany(state => state.Ignored))
        {
            invocation.Say(problem.ToString());
        }

        return states;
    }

    private static LatestStates Latest(Invocation invocation, string[] environments, bool needsOne) =>
        CurrentLedger.Latest(invocation.Workspace, invocation.Model.Platform, environments, invocation.Clock, needsOne);

    private static LatestStates Joined(Invocation invocation, SeenPath seen)
    {
        var environments = invocation.NamedEnvironments;
        string[] rest =
        [
            .. environments
                .Except(seen.Question.Histories.Keys, StringComparer.Ordinal)
                .Except(seen.Question.Unread.Keys, StringComparer.Ordinal),
        ];
        var others = rest.Length == 0 ? new LatestStates([], []) : Latest(invocation, rest, needsOne: false);
        return new LatestStates(
            [
                .. environments
                    .Select(environment =>
                        seen.Question.Histories.ContainsKey(environment)
                            ? (seen.Question with { Environment = environment }).State(environment)
                            : others.Known.FirstOrDefault(state => state.Environment == environment)
                    )
                    .OfType<LedgerState>(),
            ],
            [.. seen.Unread.Where(unread => environments.Contains(unread.Environment)), .. others.Unread]
        );
    }

    /// <summary>What the ledger of an environment says.</summary>
    public static DeploymentHistory History(Invocation invocation, string environment) =>
        CurrentLedger.History(invocation.Workspace, invocation.Model.Platform, environment, invocation.Clock);
}
