using PathToProd.Components;
using PathToProd.Environments;
using PathToProd.Reporting;
using PathToProd.Tasks.Deployments;
using PathToProd.Terraform;

namespace PathToProd.Tasks.Runs;

/// <summary>Whether the state of every Terraform component of a run would live where no run removes it.</summary>
internal static class StateChecks
{
    public static IEnumerable<Problem> Check(
        RunServices services,
        EnvironmentManifest environment,
        IEnumerable<ComponentManifest> components
    )
    {
        var roots = components.Where(IsTerraform).ToArray();
        return roots.Length == 0
            ? []
            : roots
                .SelectMany(component =>
                {
                    var root = Path.Combine(
                        services.Workspace.Component(component.Name),
                        "terraform",
                        environment.Provider
                    );
                    return RootBackend.Problems(root, services.Workspace.Show(root), environment);
                })
                .Concat(
                    StateHome.Shared(
                        environment,
                        services.Model.DeployableEnvironments.Where(other => other.Name != environment.Name),
                        services.Model.Components.Values.Count(IsTerraform)
                    )
                );
    }

    private static bool IsTerraform(ComponentManifest component) => component.Type == ComponentType.Terraform;
}
