using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Deploys Terraform roots.</summary>
public class DeployTerraformRoot : DeployComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => TerraformDeployments.For(context);
}
