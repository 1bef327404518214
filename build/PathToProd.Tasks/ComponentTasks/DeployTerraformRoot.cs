using PathToProd.Tasks.Deployments;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Deploys Terraform roots.</summary>
public class DeployTerraformRoot : DeployComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => TerraformDeployments.For(context);
}
