using PathToProd.Decisions.Working;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Platform.Loading;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Host.Targets;

/// <summary>Holds the way of working: what a caller of this kind does not do, and what then does it.</summary>
internal static class WorkingCheck
{
    /// <summary>Refuses a run of components that this caller does not start.</summary>
    /// <exception cref="PlatformException">It is refused (exit code 3), and why.</exception>
    public static void Refuse(Invocation invocation, RunTarget target)
    {
        if (WorkingDecision.Concerns(target.Name))
        {
            Refuse(invocation, target.Name, invocation.Environment.Name);
        }
    }

    /// <summary>Refuses a target that this caller does not start.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="target">The target.</param>
    /// <param name="environment">The environment; null for a target about none, or about all of the path.</param>
    /// <exception cref="PlatformException">It is refused (exit code 3), and why.</exception>
    public static void Refuse(Invocation invocation, string target, string? environment)
    {
        var platform = invocation.Model.Platform;
        if (platform.WayOfWorking == WayOfWorking.Manual)
        {
            return;
        }

        var path = PromotionLoader.Load(new DiskPlatformFiles(invocation.Workspace), invocation.Model);
        var refusal = WorkingDecision.Refusal(
            new WorkingQuestion
            {
                Way = platform.WayOfWorking,
                Where = platform.Source["ways-of-working"],
                Target = target,
                Environment = environment,
                IsOnPath = environment is null || path.StepOf(environment) is not null,
                Reason = invocation.Arguments[Option.Reason],
                Caller = CallerKinds.Of(System.Environment.GetEnvironmentVariable),
                Who = new Provenance(invocation.Workspace.Root).Who,
            }
        );
        if (refusal is not null)
        {
            throw PlatformException.Refused(refusal);
        }
    }
}
