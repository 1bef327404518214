using PathToProd.Decisions.Gates;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Whether every secret of a run is available, and may go where it would go.</summary>
internal static class SecretChecks
{
    /// <summary>All that is wrong, of all components of a plan.</summary>
    public static IEnumerable<Problem> Check(
        RunServices services,
        EnvironmentManifest environment,
        string target,
        DeploymentPlan plan
    ) =>
        StageOf(target) switch
        {
            Stage.Plan or Stage.Deploy => Components(plan)
                .SelectMany(component => Deploying(services, component, environment)),
            Stage.Destroy => ToDestroy(services, environment, plan)
                .SelectMany(component => Missing(services, component, environment)),
            _ => [],
        };

    private static Stage? StageOf(string target) =>
        Enum.TryParse<Stage>(target, ignoreCase: true, out var stage) ? stage : null;

    private static IEnumerable<ComponentManifest> Components(DeploymentPlan plan) =>
        plan.Deployments.Select(planned => planned.Component);

    /// <summary>Destroying what is not there does nothing, and needs nothing.</summary>
    private static IEnumerable<ComponentManifest> ToDestroy(
        RunServices services,
        EnvironmentManifest environment,
        DeploymentPlan plan
    )
    {
        var ledger = CurrentLedger.Read(services.Workspace, environment.Name, services.Clock);
        return Components(plan)
            .Where(component =>
                services.Options.Force
                || ledger[component.Name].Presence is not (Presence.Nothing or Presence.Destroyed)
            );
    }

    private static List<Problem> Deploying(
        RunServices services,
        ComponentManifest component,
        EnvironmentManifest environment
    )
    {
        // What may not go there need not be read either.
        var exposed = ComponentSecrets.Of(services, component, environment).Exposed.ToList();
        return exposed.Count > 0 ? exposed : Missing(services, component, environment);
    }

    private static List<Problem> Missing(
        RunServices services,
        ComponentManifest component,
        EnvironmentManifest environment
    )
    {
        var problems = new List<Problem>();
        ComponentSecrets.Of(services, component, environment).Read(services, problems);
        return problems;
    }
}
