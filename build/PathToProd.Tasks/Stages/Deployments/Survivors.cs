using PathToProd.Facts.Ledger;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Tools of an earlier run that was killed, which may still be changing what this run is about to change.</summary>
internal static class Survivors
{
    /// <summary>Ends them, when the component's last attempt was interrupted.</summary>
    public static void End(ComponentContext context, ComponentState state)
    {
        if (state.LastAttempt is not { Outcome: AttemptOutcome.Interrupted } interrupted)
        {
            return;
        }

        context.Work.Interrupted = interrupted;
        var run = interrupted.Started.Run;
        var (found, _) = new SurvivorFinder(context.Work.Services.Redactor).End(
            run,
            ProcessScope.DefaultGrace,
            context.Work.Services.CancellationAtOnce
        );
        foreach (var survivor in found)
        {
            context.Note($"ended {survivor.CommandLine}, which run {run} left behind");
        }
    }
}
