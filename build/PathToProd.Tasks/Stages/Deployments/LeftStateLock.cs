using System.Net;
using Cake.Terraform;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Terraform;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// A Terraform that was killed leaves its lock on a state that is kept elsewhere, and every later Terraform is refused. The lock is
/// removed, by its id, only when its holder is known to be dead.
/// </summary>
internal static class LeftStateLock
{
    /// <summary>Calls Terraform, and once again after it removed a lock that a dead run had left.</summary>
    /// <exception cref="PlatformException">The call failed; when a lock is in the way, the message says why it was not removed.</exception>
    public static T Without<T>(ComponentContext context, TerraformRoot root, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (PlatformException exception) when (StateLock.In(exception.Message) is { } held)
        {
            switch (StateLockDecision.Of(held, Facts(context)))
            {
                case StateLockDecision.Keep keep:
                    throw new PlatformException(exception.ExitCode, $"{exception.Message}\n{keep.Text}", exception);
                case StateLockDecision.Remove remove:
                    context.TerraformForceUnlock(held.Id, root.With(new TerraformStateSettings()));
                    context.Work.RemovedLock = $"{held.Id} of {held.Who}, {Moment.Text(held.Created)}";
                    var line = $"removed the lock {held.Id} on the state, as {remove.Reason}";
                    context.Note(line);
                    context.Print(line);
                    break;
            }
        }

        return call();
    }

    private static StateLockFacts Facts(ComponentContext context)
    {
        var services = context.Work.Services;
        var environment = context.EnvironmentManifest.Name;
        var history = CurrentLedger.History(services.Workspace, services.Model.Platform, environment, services.Clock);
        return new StateLockFacts
        {
            IsChange = RunTarget.Of(context.Work.Stages.Stage).ChangesEnvironment,
            Interrupted =
            [
                .. history
                    .Of(context.Component.Name)
                    .Attempts.Where(attempt => attempt.Outcome == AttemptOutcome.Interrupted)
                    .Select(attempt => Facts(services, attempt.Started)),
            ],
            Limit = context.Work.Limit.Timeout,
            // Not Environment.MachineName, which ends at the first dot.
            Machine = Dns.GetHostName(),
            Others =
            [
                .. OtherPrograms
                    .Of(services.Redactor, "terraform", "tofu")
                    .Select(one => new OtherTerraform(one.CommandLine, one.Started)),
            ],
        };
    }

    private static InterruptedAttempt Facts(RunServices services, LedgerEntry.Started attempt) =>
        new(
            attempt,
            IsOfThisCheckout: services.Workspace.HasRun(attempt.Run),
            HasEnded: OperatingSystem.IsLinux() && new SurvivorFinder(services.Redactor).Find(attempt.Run).Count == 0
        );
}
