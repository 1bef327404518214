using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Tasks.Clusters;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Everything that is wrong with what a run would work with, and that can be known without asking another machine: components'
/// folders, their secrets, the caller's variables, and the kubeconfig.
/// </summary>
internal sealed class InputChecks(RunServices services, RunRequest request)
{
    /// <summary>All problems; none when the run may go on.</summary>
    public ImmutableArray<Problem> Of(ImmutableArray<ComponentManifest> components)
    {
        var built = components.Where(component => !services.Given.ContainsKey(component.Name)).ToArray();
        services.Sources.ReadAll(built);
        return
        [
            .. built.SelectMany(component => SourceChecks.Unreadable(services.Sources, services.Workspace, component)),
            .. Secrets(components),
            .. TargetFolder.Check(request.Environment, services.Workspace),
            .. CallerChecks.Check(services, request.Environment, components),
            .. StateChecks.Check(services, request.Environment, built),
            .. StageNeeds.Cluster(request, components) is null
                ? []
                : Kubeconfig.Check(request.Environment, services.Workspace),
        ];
    }

    /// <summary>Secrets that are not available, or may not go where they would go.</summary>
    private IEnumerable<Problem> Secrets(ImmutableArray<ComponentManifest> components) =>
        request.Target.Stage switch
        {
            Stage.Plan or Stage.Deploy => components.SelectMany(component =>
                // What may not go there need not be read either.
                ComponentSecrets.Of(services, component, request.Environment).Exposed.ToArray()
                    is { Length: > 0 } exposed
                    ? exposed
                    : Missing(component)
            ),
            Stage.Destroy => ToDestroy(components).SelectMany(Missing),
            _ => [],
        };

    /// <summary>Destroying what is not there does nothing, and needs nothing.</summary>
    private IEnumerable<ComponentManifest> ToDestroy(ImmutableArray<ComponentManifest> components)
    {
        var ledger = CurrentLedger.Read(
            services.Workspace,
            services.Model.Platform,
            request.Environment.Name,
            services.Clock
        );
        return components.Where(component =>
            request.OptionsOf(component.Name).Force
            || ledger[component.Name].Presence is not (Presence.Nothing or Presence.Destroyed)
        );
    }

    private IEnumerable<Problem> Missing(ComponentManifest component)
    {
        var problems = new List<Problem>();
        ComponentSecrets.Of(services, component, request.Environment).Read(services, problems);
        return problems;
    }
}
