using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets.Pools;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Host.Targets;

/// <summary>Removes all that is in an environment, once its name confirms that this is meant.</summary>
internal static class TearDownTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            RunTarget.TearDown.Name,
            "removes all that is in an environment",
            "First goes what controllers made outside the cluster, while they still run; then the components, and then their definitions. It ends "
                + "with what may still cost money. It asks for the environment's name, or takes --confirm. See docs/environments.md.",
            [Option.Environment, Option.Confirm, Option.Parallel, Option.Reports, Option.Resume, Option.DryRun]
        )
        {
            Pools = PoolUse.ChangesNamed,
            Run = Run,
            Formats = HostTarget.RunFormats,
        };

    private static Report Run(Invocation invocation)
    {
        WorkingCheck.Refuse(invocation, RunTarget.TearDown);
        var environment = invocation.Environment;
        // The report of an earlier run must not be taken for one of this.
        RunReportFiles.Of(invocation);
        var decision = ConfirmationDecision.Of(environment, invocation.Arguments[Option.Confirm], CanAsk);
        if (decision is ConfirmationDecision.Asks asks)
        {
            decision = ConfirmationDecision.Answered(environment, Ask(invocation, environment, asks.Prompt));
        }

        return decision is ConfirmationDecision.Refused refused
            ? throw refused.Why
            : ComponentTargets.Run(
                // So that a run that goes on needs no second confirmation.
                invocation.With(invocation.Arguments.With(Option.Confirm, environment.Name), invocation.Resumption),
                RunTarget.TearDown.Name,
                Definition
            );
    }

    private static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    private static string? Ask(Invocation invocation, EnvironmentManifest environment, string prompt)
    {
        var members = TearDownScope.Members(LedgerState.From(Ledgers.History(invocation, environment.Name)));
        invocation.Say(
            $"TearDown removes from {environment.Name} ({EnvironmentPart.Describe(environment.Target)}): "
                + (
                    members.IsEmpty
                        ? "nothing that the ledger knows"
                        : string.Join(", ", members.Values.Select(member => $"{member.Component} {member.Version}"))
                )
        );
        invocation.Error.Write(prompt);
        invocation.Error.Flush();
        // A line that is waited for must not keep Ctrl-C from ending the program.
        return Task.Run(Console.In.ReadLine).WaitAsync(invocation.RunInterruption.Politely).GetAwaiter().GetResult();
    }
}
