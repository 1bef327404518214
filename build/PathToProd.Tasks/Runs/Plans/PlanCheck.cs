using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Plans;

/// <summary>Whether a saved plan may be applied: whether it was used before, and what a fresh plan says.</summary>
/// <param name="services">The run that plans again.</param>
/// <param name="request">What the run that deploys was asked.</param>
/// <param name="file">The plan's file, as messages name it.</param>
/// <param name="runs">The runs that go on with the plan: what they did of it is no second use.</param>
public sealed class PlanCheck(RunServices services, RunRequest request, string file, IReadOnlySet<string> runs)
{
    private EnvironmentPlan Plan => request.Options.Plan!;

    /// <summary>Refuses a plan that was used, or that was made from something else, without a look at what would change.</summary>
    /// <exception cref="PlatformException">It may not be applied (exit code 3).</exception>
    public void RefuseUse()
    {
        var refusals = PlanUse.Refusals(Plan, services.Provenance.Commit, History(), runs);
        if (!refusals.IsEmpty)
        {
            throw PlatformException.Refused(PlanRefusalWriter.Write(file, refusals));
        }
    }

    /// <summary>Plans again, and compares.</summary>
    /// <returns>Where the fresh plan differs; empty when the saved one may be applied.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<ImmutableArray<PlanDifference>> CompareAsync()
    {
        var again = request with
        {
            Target = RunTarget.Of(Stage.Plan),
            Asked = null,
            Resumed = ImmutableDictionary<string, Decisions.Resuming.ResumedComponent>.Empty,
        };
        var result = await new ComponentRun(services, again).RunAsync();
        services.Cancellation.ThrowIfCancellationRequested();
        return PlanComparison.Of(Plan, result.Plan!, PlanUse.Begun(Plan, History()));
    }

    private DeploymentHistory History() =>
        CurrentLedger.History(services.Workspace, services.Model.Platform, request.Environment.Name, services.Clock);
}
