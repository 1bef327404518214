using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Plans the deployment of Terraform roots.</summary>
public class PlanTerraformRoot : PlanComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => TerraformDeployments.For(context);
}
