using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Terraform;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

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
                .SelectMany(component => TerraformRoots.Backends(services.Workspace, component, [environment]))
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
