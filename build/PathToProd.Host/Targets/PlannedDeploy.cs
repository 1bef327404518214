using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Host.Invocations;
using PathToProd.Host.Invocations.Views;
using PathToProd.Model.Components;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Runs.Plans;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>
/// Deploys what a saved plan says, and nothing else: holds all of its components, plans again, and deploys when both mean the same.
/// </summary>
internal static class PlannedDeploy
{
    /// <summary>Does it.</summary>
    /// <param name="platform">What the call works with.</param>
    /// <param name="request">What is deployed, with the plan in its options.</param>
    /// <param name="file">The plan's file, as messages name it.</param>
    /// <param name="chosen">What is taken from the store.</param>
    /// <param name="id">The run that deploys.</param>
    /// <param name="observer">Makes what shows a run of a target.</param>
    /// <exception cref="PlatformException">It was not applied. Nothing was touched.</exception>
    public static async Task<RunResult> RunAsync(
        Platform platform,
        RunRequest request,
        string file,
        ChosenVersions chosen,
        RunId id,
        Func<RunTarget, RunObserver> observer
    )
    {
        var invocation = platform.Invocation;
        var runs = (invocation.Resumption?.Runs ?? []).ToHashSet(StringComparer.Ordinal);
        PlanHold hold;
        using (var shown = observer(RunTarget.Of(Stage.Plan)))
        {
            var services = platform.Of(NewId(invocation), shown, chosen);
            var check = new PlanCheck(services, request, file, runs);
            check.RefuseUse();
            hold = await PlanHold.TakeAsync(services with { Run = id }, request);
            try
            {
                // Another run that held them may have applied it meanwhile.
                check.RefuseUse();
                shown.Say($"Planning again, to compare with {file}");
                var differences = await check.CompareAsync();
                if (!differences.IsEmpty)
                {
                    hold.Dispose();
                    return Refused(request, id, PlanRefusalWriter.Write(request.Options.Plan!, file, differences)) with
                    {
                        PlanDifferences = differences,
                    };
                }
            }
            catch
            {
                hold.Dispose();
                throw;
            }
        }

        using (hold)
        using (var shown = observer(request.Target))
        {
            return await new ComponentRun(hold.In(platform.Of(id, shown, chosen)), request).RunAsync();
        }
    }

    private static RunId NewId(Invocation invocation) =>
        RunId.Of(invocation.Clock.GetUtcNow(), (ushort)Random.Shared.Next(ushort.MaxValue + 1));

    private static RunResult Refused(RunRequest request, RunId id, string message) =>
        new()
        {
            Run = id,
            Resumes = request.Asked?.Resumes,
            Target = request.Target,
            Environment = request.Environment.Name,
            Nodes = [],
            ExitCode = ExitCode.Refused,
            Error = message,
            Duration = TimeSpan.Zero,
            Logs = "",
        };
}
