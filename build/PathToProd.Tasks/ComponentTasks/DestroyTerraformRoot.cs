using PathToProd.Tasks.Deployments;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Removes what was deployed from Terraform roots.</summary>
public class DestroyTerraformRoot : DestroyComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => TerraformDeployments.For(context);
}
